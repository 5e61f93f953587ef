"""How a field is drawn: label, hint, error, and their ties for screen readers."""

import html5lib
import pytest
from django.utils import translation

from tests.web.urls import EveryFieldForm


def drawn(name: str, data: dict | None = None) -> str:
    with translation.override("en"):
        return " ".join(str(EveryFieldForm(data)[name].as_field_group()).split())


def test_field_is_drawn_with_label_and_hint():
    assert drawn("name") == (
        '<div class="form-field"> <label for="id_name">Nama usaha</label>'
        ' <p class="hint" id="id_name_helptext">Boleh nama yang dikenal pembeli</p>'
        ' <input type="text" name="name" required aria-describedby="id_name_helptext" id="id_name"> </div>'
    )


def test_field_error_is_tied_to_its_field():
    html = drawn("name", {})

    assert 'aria-invalid="true" aria-describedby="id_name_helptext id_name_error"' in html
    assert '<p class="field-error" id="id_name_error"><svg' in html


def test_affix_stands_before_the_input():
    assert '<div class="affix"><span>+62</span><input type="text" name="phone"' in drawn("phone")


def test_pin_is_hidden_and_can_be_shown():
    html = drawn("pin")

    assert 'type="password"' in html
    assert 'data-reveal="id_pin" data-hide="Hide PIN" hidden' in html


def test_choices_are_rows_in_a_fieldset():
    html = drawn("answer", {})

    assert html.startswith('<fieldset class="form-field" id="id_answer" aria-describedby=')
    assert html.count('<label class="choice"><input type="radio" name="answer"') == 2


def test_chips_are_chips():
    assert drawn("channel").count('<label class="chip"><input type="radio"') == 2


def test_checkbox_is_one_row_with_its_hint_inside():
    assert (
        '<label class="choice"><input type="checkbox" name="report" aria-describedby="id_report_helptext"'
        ' id="id_report"><span>Data saya boleh masuk laporan program tanpa nama.'
        '<small id="id_report_helptext">Boleh tidak.</small></span></label>'
    ) in drawn("report")


@pytest.mark.django_db
def test_form_errors_link_to_each_field(client):
    response = client.post("/form/", {"name": "Keripik"}, headers={"Cookie": "django_language=en"})

    assert response.status_code == 422
    assert "8 answers need another look:" in " ".join(response.text.split())
    assert '<a href="#id_phone">Nomor WhatsApp</a>' in response.text
    assert '<a href="#id_answer">Mana yang lebih dulu?</a>' in response.text


@pytest.mark.django_db
@pytest.mark.parametrize("method", ["get", "post"])
def test_form_page_is_valid_html_with_targets_for_all_its_ties(client, method):
    page = getattr(client, method)("/form/").text

    document = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(page)
    ids = [element.get("id") for element in document.iter() if element.get("id")]
    tied = {
        name
        for element in document.iter()
        for name in (element.get("aria-describedby", "") + " " + element.get("for", "")).split()
    }

    assert len(ids) == len(set(ids))
    assert tied <= set(ids)
