"""Language, policy, refusals and htmx, through real requests."""

import json

import pytest
from django.http import HttpResponse
from django.test import RequestFactory

from clinic.web.addresses import app_segments
from clinic.web.middleware import language_of, scripts_as_data, wagtail_scripts

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("path", "cookie", "expected"),
    [
        ("/", "", "id"),
        ("/about/", "en", "id"),
        ("/en/about/", "", "en"),
        ("/en/about/", "id", "en"),
        ("/login/", "", "id"),
        ("/login/", "en", "en"),
        ("/login/", "fr", "id"),
        ("/media/images/x.png", "en", "en"),
        ("/id/about/", "en", "id"),
    ],
)
def test_language_of_an_address_and_a_cookie(path, cookie, expected):
    request = RequestFactory().get(path, headers={"Cookie": f"django_language={cookie}"})

    assert language_of(request) == expected


def test_language_ignores_what_the_phone_prefers(client):
    response = client.get("/login/", headers={"Accept-Language": "en"})

    assert response["Content-Language"] == "id"


def test_language_is_said_and_caches_keep_app_pages_apart(client):
    app, page = client.get("/login/"), client.get("/en/about/")

    assert "Cookie" in app["Vary"]
    assert page["Content-Language"] == "en"
    assert "Cookie" not in page.get("Vary", "")


def test_app_segments_are_the_addresses_outside_the_page_tree():
    segments = app_segments("tests.web.urls")

    assert {"login", "desk", "sw.js", "media", "cms"} <= segments
    assert not {"", "about", "en"} & segments


def test_policy_middleware_closes_an_address_without_a_policy(client, caplog):
    response = client.get("/undeclared/")

    assert response.status_code == 403
    assert "tests.web.urls.undeclared has no policy" in caplog.text


def test_refusals_answer_with_a_page(client):
    response = client.get("/refusing/", headers={"Referer": "http://testserver/form/?a=1"})

    assert response.status_code == 409
    assert "Somebody was quicker" in response.text
    assert 'href="/form/?a=1"' in response.text


@pytest.mark.parametrize("referer", ["https://elsewhere.example/form/", "http://testserver/refusing/", ""])
def test_refusals_lead_back_only_within_the_site_and_not_in_a_circle(client, referer):
    response = client.get("/refusing/", headers={"Referer": referer})

    assert '<a class="button" href="/">' in response.text


def test_refusals_answer_htmx_with_a_notice(client):
    response = client.get("/refusing/", headers={"HX-Request": "true"})

    assert response.status_code == 409
    assert (response["HX-Retarget"], response["HX-Reswap"]) == ("#notices", "innerHTML")
    assert response.text.startswith('<div class="notice" id="notice"')


def test_refusals_let_a_bug_fly(client):
    with pytest.raises(RuntimeError, match="a bug"):
        client.get("/breaking/")


def test_htmx_answers_send_the_whole_browser_to_the_sign_in(client):
    headers = {"HX-Request": "true", "HX-Current-URL": "http://testserver/learn/?page=2"}

    response = client.get("/to-sign-in/", headers=headers)

    assert response["HX-Redirect"] == "/login/?next=%2Flearn%2F%3Fpage%3D2"
    assert "Location" not in response


def test_htmx_answers_leave_browsers_and_other_redirects_alone(client):
    plain = client.get("/to-sign-in/")
    other = client.post("/language/", {"next": "/learn/"}, headers={"HX-Request": "true"})

    assert plain["Location"] == "/login/?next=/part/"
    assert other["Location"] == "/learn/"


def test_htmx_answers_keep_page_and_fragment_apart_in_caches(client):
    assert "HX-Request" in client.get("/part/")["Vary"]


DATE = '<script>initDateChooser("id_on\\u002Dday", {"format": "Y-m-d"});</script>'
PANEL = """<script>
    (function() {
        var panel = new InlinePanel(JSON.parse("{\\u0022canOrder\\u0022: true}"));
    })();
</script>"""
CHOOSER = '<script>new PageChooser("id_page", {"modalUrl": "/cms/choose-page/"});</script>'


def answering(body, kind="text/html"):
    return wagtail_scripts(lambda request: HttpResponse(body, content_type=kind))


@pytest.mark.parametrize(
    ("script", "expected"),
    [
        (
            DATE,
            '<script type="application/json" data-klinik-init="initDateChooser">'
            '["id_on\\u002Dday", {"format": "Y-m-d"}]</script>',
        ),
        (
            CHOOSER,
            '<script type="application/json" data-klinik-init="PageChooser">'
            '["id_page", {"modalUrl": "/cms/choose-page/"}]</script>',
        ),
        (
            PANEL,
            '<script type="application/json" data-klinik-init="InlinePanel">'
            '["{\\u0022canOrder\\u0022: true}"]</script>',
        ),
        ("<script>alert(1)</script>", "<script>alert(1)</script>"),
        ('<script>new Evil("x", {});</script>', '<script>new Evil("x", {});</script>'),
    ],
    ids=["date", "chooser", "panel", "something else", "a look-alike"],
)
def test_wagtail_scripts_become_data(script, expected):
    request = RequestFactory().get("/cms/pages/1/edit/")

    assert answering(f"<p>{script}</p>")(request).text == f"<p>{expected}</p>"


def test_wagtail_scripts_become_data_in_dialogs():
    request = RequestFactory().get("/cms/images/chooser/")
    response = answering(json.dumps({"step": "choose", "html": DATE}), "application/json")(request)

    assert json.loads(response.content) == {"step": "choose", "html": scripts_as_data(DATE)}


def test_wagtail_scripts_keep_the_length_true():
    def sized(request):
        return HttpResponse(DATE, headers={"Content-Length": len(DATE)})

    response = wagtail_scripts(sized)(RequestFactory().get("/cms/"))

    assert response["Content-Length"] == str(len(response.content)) != str(len(DATE))


def test_wagtail_scripts_give_our_own_file_the_nonce_of_the_page():
    request = RequestFactory().get("/cms/")
    request.csp_nonce = "abc"

    response = answering('<script src="/static/js/cms.js" data-wants-nonce></script>')(request)

    assert response.text == '<script src="/static/js/cms.js" nonce="abc"></script>'


def test_wagtail_scripts_are_left_alone_outside_the_admin():
    request = RequestFactory().get("/learn/")

    assert answering(DATE)(request).text == DATE
