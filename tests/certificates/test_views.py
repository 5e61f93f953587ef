import re

import pytest
from django.core.cache import cache
from django.urls import reverse

from certificates.actions.changing import correct_certificate, revoke_certificate
from certificates.actions.issuing import award_if_earned
from certificates.models import Certificate
from clinic.jobs.actions import run
from clinic.jobs.models import Job
from clinic.policy import DOOR_PASSWORD, DOOR_PIN, SESSION_DOOR
from tests.certificates.world import a_cohort, a_coordinator, one_who_earned
from tests.people.factories import PersonFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def plain(settings):
    settings.SECOND_FACTOR = False
    cache.clear()


@pytest.fixture
def certificate():
    return award_if_earned(one_who_earned().pk)


@pytest.fixture
def coordinator(certificate):
    return a_coordinator(certificate.enrolment.cohort)


def sign_in(client, person, door=DOOR_PASSWORD):
    client.force_login(person, backend="clinic.people.sign_in.StaffBackend")
    session = client.session
    session[SESSION_DOOR] = door
    session.save()


def words_of(answer) -> str:
    """The text of the main part of a page."""
    main = answer.content.decode().split("<main")[1].split("</main>")[0]
    return " ".join(re.sub(r"<[^>]+>", " ", main).split())


def in_english(client):
    client.cookies["django_language"] = "en"


# Checking


def test_check_page_of_a_valid_certificate(client, certificate):
    in_english(client)

    answer = client.get(f"/c/{certificate.public_id}/")

    assert answer.status_code == 200
    words = words_of(answer)
    assert "This certificate is genuine" in words
    for fact in ("Rohana Bakar", "Pempek Rohana, Kota Jambi", "Selling Further", certificate.number):
        assert fact in words
    assert "13 July to 3 October 2026, 48 hours" in words
    assert "Post-test 85 of 100, Very Good" in words


def test_check_page_is_small_and_not_indexed(client, certificate):
    answer = client.get(f"/c/{certificate.public_id}/")

    assert len(answer.content) <= 10_000
    assert b'<meta name="robots" content="noindex">' in answer.content
    assert "no-store" in answer["Cache-Control"]


def test_check_page_takes_the_code_in_any_case(client, certificate):
    answer = client.get(f"/c/{certificate.public_id.lower()}/")

    assert answer["Location"] == f"/c/{certificate.public_id}/"


def test_check_page_of_a_revoked_certificate_gives_reason_and_no_name(client, certificate, coordinator):
    in_english(client)
    revoke_certificate(certificate, "Diberikan kepada orang yang salah", by=coordinator)

    words = words_of(client.get(f"/c/{certificate.public_id}/"))

    assert "This certificate has been revoked" in words
    assert "Diberikan kepada orang yang salah" in words
    assert "Rohana" not in words


def test_check_page_of_a_corrected_certificate_says_that_there_is_another(client, certificate, coordinator):
    in_english(client)
    new = correct_certificate(certificate, "Rohana Bakri", "Nama salah ketik", by=coordinator)

    words = words_of(client.get(f"/c/{certificate.public_id}/"))

    assert "This certificate has been replaced" in words
    assert "A replacement has been issued with another number." in words
    assert new.number not in words


def test_check_page_of_an_unknown_code_is_missing_and_offers_the_form(client, db):
    answer = client.get("/c/AAAABBBBCCCC/")

    assert answer.status_code == 404
    assert 'name="number"' in answer.content.decode()


def test_check_page_asks_the_database_little(client, certificate, django_assert_max_num_queries):
    client.get("/c/")

    with django_assert_max_num_queries(2):
        client.get(f"/c/{certificate.public_id}/")


@pytest.mark.parametrize("spelling", ["{number}", "No. {lower}", "{public_id}"])
def test_number_leads_to_its_check_page(client, certificate, spelling):
    typed = spelling.format(
        number=certificate.number, lower=certificate.number.lower(), public_id=certificate.public_id.lower()
    )

    answer = client.get("/c/", {"number": typed})

    assert answer["Location"] == f"/c/{certificate.public_id}/"


@pytest.mark.parametrize("typed", ["KDJ-2026-9999", "", "x" * 100])
def test_unknown_number_is_said_at_the_field(client, db, typed):
    answer = client.get("/c/", {"number": typed})

    assert answer.status_code == 422
    assert 'aria-invalid="true"' in answer.content.decode()


def test_trying_out_numbers_has_a_limit_and_codes_have_none(client, certificate):
    for sequence in range(60):
        client.get("/c/", {"number": f"KDJ-2026-{sequence + 100}"})

    assert client.get("/c/", {"number": certificate.number}).status_code == 409
    assert client.get(f"/c/{certificate.public_id}/").status_code == 200


# The file


def test_owner_fetches_the_pdf(client, certificate):
    run(Job.objects.get().pk)
    sign_in(client, certificate.enrolment.person, DOOR_PIN)

    answer = client.get(f"/c/{certificate.public_id}/file/")

    assert b"".join(answer.streaming_content).startswith(b"%PDF-")
    assert answer["Content-Disposition"] == f'attachment; filename="{certificate.number} Rohana Bakar.pdf"'
    assert answer["Cache-Control"] == "private, no-store"


def test_coordinator_fetches_the_pdf_also_when_revoked(client, certificate, coordinator):
    run(Job.objects.get().pk)
    revoke_certificate(certificate, "Salah orang", by=coordinator)
    sign_in(client, coordinator)

    assert client.get(f"/c/{certificate.public_id}/file/").status_code == 200


def test_owner_no_longer_fetches_a_revoked_pdf(client, certificate, coordinator):
    run(Job.objects.get().pk)
    revoke_certificate(certificate, "Salah orang", by=coordinator)
    sign_in(client, certificate.enrolment.person, DOOR_PIN)

    assert client.get(f"/c/{certificate.public_id}/file/").status_code == 404


def test_file_that_is_not_printed_yet_asks_for_patience(client, certificate):
    sign_in(client, certificate.enrolment.person, DOOR_PIN)

    assert client.get(f"/c/{certificate.public_id}/file/").status_code == 409


def test_file_is_closed_to_others(client, certificate):
    file = f"/c/{certificate.public_id}/file/"

    assert client.get(file).status_code == 302
    sign_in(client, PersonFactory(), DOOR_PIN)
    assert client.get(file).status_code == 404
    sign_in(client, a_coordinator(a_cohort()))
    assert client.get(file).status_code == 404


# The desk


def test_desk_lists_the_certificates_of_ones_clinic(client, certificate, coordinator):
    award_if_earned(one_who_earned(name="Orang Klinik Lain").pk)
    sign_in(client, coordinator)

    words = words_of(client.get("/desk/certificates/"))

    assert "Rohana Bakar" in words
    assert "Orang Klinik Lain" not in words


def test_desk_finds_by_name_number_cohort_and_state(client, certificate, coordinator):
    cohort = certificate.enrolment.cohort
    other = award_if_earned(one_who_earned(cohort, name="Taufik Hidayat").pk)
    revoke_certificate(other, "Salah orang", by=coordinator)
    sign_in(client, coordinator)

    def found(**asked) -> set[str]:
        page = client.get("/desk/certificates/", asked).context["page"]
        return {row.name for row in page.object_list}

    assert found() == found(q="rohana") == found(cohort=cohort.code) == {"Rohana Bakar"}
    assert found(q=certificate.number.lower()) == {"Rohana Bakar"}
    assert found(q="taufik") == set()
    assert found(state="revoked") == {"Taufik Hidayat"}
    assert found(cohort="ZZZZZZ", state="unclear") == {"Rohana Bakar"}


def test_desk_list_takes_the_same_queries_for_one_and_three(client, certificate, coordinator):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    sign_in(client, coordinator)
    client.get("/desk/certificates/")
    with CaptureQueriesContext(connection) as one:
        client.get("/desk/certificates/")
    for name in ("Taufik Hidayat", "Darmawati"):
        award_if_earned(one_who_earned(certificate.enrolment.cohort, name=name).pk)
    with CaptureQueriesContext(connection) as three:
        client.get("/desk/certificates/")

    assert len(one) == len(three)


def test_desk_list_as_fragment(client, certificate, coordinator):
    sign_in(client, coordinator)

    answer = client.get("/desk/certificates/", headers={"HX-Request": "true"})

    assert answer.content.decode().lstrip().startswith('<section class="stack" id="certificates"')


def test_desk_revokes_with_a_reason(client, certificate, coordinator):
    sign_in(client, coordinator)
    page = reverse("certificates:revoke", args=[certificate.public_id])

    assert client.get(page).status_code == 200
    assert client.post(page, {"reason": ""}).status_code == 422
    answer = client.post(page, {"reason": "Salah orang"})

    certificate.refresh_from_db()
    assert answer["Location"] == f"/desk/certificates/{certificate.public_id}/"
    assert (certificate.state, certificate.ended_by) == ("revoked", coordinator)
    assert "Salah orang" in words_of(client.get(answer["Location"]))
    assert client.post(page, {"reason": "Lagi"}).status_code == 409


def test_desk_corrects_the_name(client, certificate, coordinator):
    sign_in(client, coordinator)
    page = reverse("certificates:correct", args=[certificate.public_id])

    assert 'value="Rohana Bakar"' in client.get(page).content.decode()
    assert client.post(page, {"name": "", "reason": ""}).status_code == 422
    answer = client.post(page, {"name": "Rohana Bakri", "reason": "Nama salah ketik"})

    new = Certificate.objects.get(replaces=certificate)
    assert answer["Location"] == f"/desk/certificates/{new.public_id}/"
    assert new.name == "Rohana Bakri"


@pytest.mark.parametrize("act", ["desk_certificate", "revoke", "correct"])
def test_desk_is_closed_to_participants_and_other_clinics(client, certificate, act):
    page = reverse(f"certificates:{act}", args=[certificate.public_id])

    assert client.get(page).status_code == 302
    sign_in(client, certificate.enrolment.person, DOOR_PIN)
    assert client.get(page).status_code == 302
    sign_in(client, a_coordinator(a_cohort()))
    assert client.get(page).status_code == 404
    assert client.post(page, {"reason": "Salah", "name": "Lain"}).status_code in (404, 405)
