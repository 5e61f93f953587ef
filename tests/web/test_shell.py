"""The menu, the cloth, the language switch, shipped files, catalogues."""

import gzip
import os

import brotli
import polib
import pytest
from django.contrib.staticfiles.management.commands.collectstatic import Command as CollectStatic
from django.core.cache import cache
from django.core.management import call_command
from django.template import Context, Template
from django.test import RequestFactory
from django.utils import translation

from clinic.people.models import Clinic, Organisation
from clinic.policy import STAFF
from clinic.web.context import STAFF_ROLES, Shell


class Somebody:
    is_authenticated = True

    def __init__(self, *roles):
        self.roles = frozenset(roles)


def shell_at(path, person=None):
    request = RequestFactory().get(path)
    request.user = person
    return Shell(request)


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("/today/", "/today/"),
        ("/learn/foto/cahaya/", "/learn/"),
        ("/quiz/abc/2/", "/learn/"),
        ("/me/settings/", "/me/"),
        ("/c/abc/", None),
    ],
)
def test_participant_nav_marks_where_one_is(path, expected):
    nav = shell_at(path, Somebody()).participant_nav

    current = [item["url"] for item in nav if item["is_current"]]

    assert current == [expected] * bool(expected)


@pytest.mark.parametrize(
    ("path", "expected"),
    [("/desk/", "/desk/"), ("/desk/people/import/", "/desk/people/"), ("/desk/cohorts/3/", "/desk/")],
)
def test_desk_nav_marks_the_nearest(path, expected):
    nav = shell_at(path, Somebody("coordinator")).desk_nav

    assert [item["url"] for item in nav if item["is_current"]] == [expected]


@pytest.mark.parametrize(
    ("role", "sees", "does_not_see"),
    [("mentor", "/mentoring/", "/desk/"), ("coordinator", "/desk/", "/mentoring/")],
)
def test_desk_nav_shows_what_one_may_open(role, sees, does_not_see):
    shown = [item["url"] for item in shell_at("/", Somebody(role)).desk_nav]

    assert sees in shown
    assert does_not_see not in shown


def test_cloth_among_mentees_is_the_mentors():
    shell = shell_at("/mentoring/", Somebody("mentor", "coordinator"))

    assert (shell.staff_kain, str(shell.role_words)) == ("nila", "Mentor")


@pytest.mark.parametrize(
    ("roles", "expected"),
    [
        ({"mentor"}, "nila"),
        ({"coordinator"}, "soga"),
        ({"mentor", "coordinator"}, "soga"),
        ({"instructor"}, "nila"),
        (set(), "soga"),
    ],
)
def test_cloth_of_staff(roles, expected):
    assert shell_at("/desk/", Somebody(*roles)).staff_kain == expected


def test_every_staff_role_has_a_cloth():
    assert set(STAFF_ROLES) == STAFF


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("path", "language", "expected"),
    [
        ("/learn/?page=2", "id", ("en", "/learn/?page=2")),
        ("/about/", "id", ("en", "/en/about/")),
        ("/en/about/", "en", ("id", "/about/")),
    ],
)
def test_language_switch_leads_to_the_same_page(path, language, expected):
    context = Context({"request": RequestFactory().get(path)})
    with translation.override(language):
        drawn = Template("{% load klinik %}{% language_switch %}").render(context)

    code, address = expected
    assert f'name="next" value="{address}"' in drawn
    assert f'value="{code}"' in drawn


class Translated:
    """A page of the tree with a translation, or without."""

    def __init__(self, url):
        self.url = url

    def get_translations(self):
        return self

    def filter(self, **kwargs):
        return self

    def live(self):
        return self

    def first(self):
        return self if self.url else None


@pytest.mark.parametrize(("url", "expected"), [("/en/program/", "/en/program/"), ("", "/en/")])
def test_language_switch_knows_translated_pages(url, expected):
    context = Context({"request": RequestFactory().get("/program/"), "page": Translated(url)})
    with translation.override("id"):
        drawn = Template("{% load klinik %}{% language_switch %}").render(context)

    assert f'name="next" value="{expected}"' in drawn


@pytest.mark.django_db
def test_brand_names_the_clinic_and_asks_once(django_assert_num_queries):
    cache.clear()
    host = Organisation.objects.create(kind="association", name="Asosiasi UMKM", slug="asosiasi")
    Clinic.objects.create(name="Klinik Digital Jambi", slug="jambi", code="KDJ", host=host, place="Jambi")
    template = Template('{% load clinic %}{% clinic_here as clinic %}{% include "web/_brand.html" %}')

    with django_assert_num_queries(1):
        drawn = [template.render(Context({})) for _ in range(2)]

    assert drawn[0] == drawn[1]
    assert "<span>Klinik<small>Digital Jambi</small></span>" in drawn[0]


@pytest.mark.django_db
def test_brand_stands_before_there_is_a_clinic():
    cache.clear()
    template = Template('{% load clinic %}{% clinic_here as clinic %}{% include "web/_brand.html" %}')

    assert "<span>Klinik</span>" in template.render(Context({}))


@pytest.fixture
def shipped(settings, tmp_path):
    settings.STATIC_ROOT = str(tmp_path / "static")
    settings.STORAGES = settings.STORAGES | {
        "staticfiles": {"BACKEND": "clinic.web.storage.ShippedStaticStorage"}
    }
    call_command(CollectStatic(), interactive=False, verbosity=0)
    return tmp_path / "static"


def test_shipped_files_are_small_enough_and_true(shipped):
    (css,) = shipped.glob("css/klinik.*.css.br")
    (js,) = shipped.glob("js/klinik.*.js.br")
    (admin,) = shipped.glob("wagtailadmin/js/wagtailadmin.*.js.gz")
    style = brotli.decompress(css.read_bytes()).decode()

    assert css.stat().st_size <= 10_000
    assert js.stat().st_size <= 4_000
    assert "/*" not in style
    assert 'url("../motif/tumpal.' in style
    assert gzip.decompress(admin.read_bytes()) == admin.with_suffix("").read_bytes()
    assert not admin.with_suffix(".br").exists()


def test_shipped_files_stay_the_same_when_collected_again(shipped):
    before = sorted(path.name for path in shipped.rglob("klinik.*"))

    call_command(CollectStatic(), interactive=False, verbosity=0)

    assert sorted(path.name for path in shipped.rglob("klinik.*")) == before


def test_compile_catalogues_writes_what_is_out_of_date(settings, tmp_path, capsys):
    settings.LOCALE_PATHS = [tmp_path]
    source = tmp_path / "id" / "LC_MESSAGES" / "django.po"
    source.parent.mkdir(parents=True)
    catalogue = polib.POFile()
    catalogue.append(polib.POEntry(msgid="Today", msgstr="Hari ini"))
    catalogue.save(str(source))

    call_command("compile_catalogues")
    call_command("compile_catalogues")
    os.utime(source, (2**31, 2**31))
    call_command("compile_catalogues")

    said = capsys.readouterr().out.splitlines()
    assert said == ["1 catalogues compiled.", "0 catalogues compiled.", "1 catalogues compiled."]
    assert polib.mofile(str(source.with_suffix(".mo")))[0].msgstr == "Hari ini"
