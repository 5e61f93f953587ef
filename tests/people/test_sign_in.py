"""Signing in by PIN, by one-time code and by password."""

from datetime import timedelta

import pytest
from django.utils import timezone, translation

from clinic.audit.models import AuditEvent
from clinic.people.actions.joining import register_person
from clinic.people.actions.sign_in import (
    change_pin,
    choose_pin,
    clock_words,
    issue_code,
    sign_in_with_password,
    sign_in_with_pin,
)
from clinic.people.models import Consent, OneTimeCode, Person, PinTry
from clinic.people.pins import matches
from clinic.refusals import Refusal
from tests.people.conftest import PHONE, PIN
from tests.people.factories import AppointmentFactory, PersonFactory, StaffFactory

pytestmark = pytest.mark.django_db
DEVICE = "address:abc"


def test_sign_in_with_pin_opens_and_forgets_the_failures(rosma):
    with pytest.raises(Refusal):
        sign_in_with_pin(PHONE, "407310", DEVICE)

    opened = sign_in_with_pin(PHONE, PIN, DEVICE)

    assert opened.person == rosma
    assert opened.code is None
    assert not PinTry.objects.filter(key=f"phone:{PHONE}").exists()
    assert PinTry.objects.get(key=DEVICE).failures == 1


def test_sign_in_with_pin_says_the_same_of_an_unknown_number(rosma):
    with pytest.raises(Refusal) as wrong_pin:
        sign_in_with_pin(PHONE, "407310", DEVICE)
    with pytest.raises(Refusal) as unknown_number:
        sign_in_with_pin("+6281200000000", "407310", DEVICE)

    assert wrong_pin.value.words == unknown_number.value.words
    assert wrong_pin.value.code == unknown_number.value.code == "wrong"


def test_sign_in_with_pin_hashes_once_for_known_and_unknown(rosma, monkeypatch):
    looked_at = []
    monkeypatch.setattr(
        "clinic.people.actions.sign_in.matches", lambda pin, sealed: bool(looked_at.append(sealed))
    )

    for phone in (PHONE, "+6281200000000"):
        with pytest.raises(Refusal):
            sign_in_with_pin(phone, "407310", DEVICE)

    assert looked_at == [rosma.pin, ""]


def test_sign_in_with_pin_warns_and_then_says_until_when(rosma):
    words = []
    for _ in range(6):
        with pytest.raises(Refusal) as refusal, translation.override("en"):
            sign_in_with_pin(PHONE, "407310", DEVICE)
        words.append(refusal.value.words)

    until = PinTry.objects.get(key=f"phone:{PHONE}").locked_until
    with translation.override("en"):
        clock = clock_words(until)
    assert words[2] == "Number and PIN do not match."
    assert words[3] == "Number and PIN do not match. You have one more try before a pause."
    assert words[4] == "Number and PIN do not match. Take a break of a quarter of an hour now."
    assert words[5] == f"Too many wrong tries. Try again at {clock}."


def test_sign_in_with_pin_refuses_the_right_pin_during_the_pause(rosma):
    for _ in range(5):
        with pytest.raises(Refusal):
            sign_in_with_pin(PHONE, "407310", DEVICE)

    with pytest.raises(Refusal) as refusal:
        sign_in_with_pin(PHONE, PIN, DEVICE)

    assert refusal.value.code == "wait"


def test_sign_in_with_pin_asks_for_help_after_twenty(rosma):
    PinTry.objects.create(key=f"phone:{PHONE}", failures=20, last_at=timezone.now())

    with pytest.raises(Refusal) as refusal:
        sign_in_with_pin(PHONE, PIN, DEVICE)

    assert refusal.value.code == "help"


def test_sign_in_with_pin_does_not_check_for_a_spent_device(rosma):
    PinTry.objects.create(
        key=DEVICE, failures=60, last_at=timezone.now(), locked_until=timezone.now() + timedelta(hours=1)
    )

    with pytest.raises(Refusal) as refusal:
        sign_in_with_pin(PHONE, PIN, DEVICE)

    assert refusal.value.code == "wait"
    assert not PinTry.objects.filter(key=f"phone:{PHONE}").exists()


def test_sign_in_with_pin_refuses_a_closed_account(rosma):
    Person.objects.filter(pk=rosma.pk).update(is_active=False)

    with pytest.raises(Refusal) as refusal:
        sign_in_with_pin(PHONE, PIN, DEVICE)

    assert refusal.value.code == "wrong"


def test_clock_words_follow_the_language():
    moment = timezone.make_aware(timezone.datetime(2026, 11, 25, 9, 56))

    with translation.override("id"):
        indonesian = clock_words(moment)
    with translation.override("en"):
        english = clock_words(moment)

    assert (indonesian, english) == ("09.56", "09:56")


def test_issue_code_opens_the_page_for_a_new_pin_once(rosma):
    code = issue_code(rosma, StaffFactory())

    opened = sign_in_with_pin(PHONE, code, DEVICE)
    choose_pin(opened.code.pk, "593027")

    rosma.refresh_from_db()
    assert matches("593027", rosma.pin)
    with pytest.raises(Refusal) as refusal:
        sign_in_with_pin(PHONE, code, DEVICE)
    assert refusal.value.code == "wrong"
    with pytest.raises(Refusal) as used:
        choose_pin(opened.code.pk, "593028")
    assert used.value.code == "used"


def test_issue_code_is_audited_and_kept_unreadable(rosma):
    mentor = StaffFactory()

    code = issue_code(rosma, mentor)

    event = AuditEvent.objects.filter(action="code_issued").latest("id")
    assert (event.actor_id, event.after) == (mentor.pk, {"person_id": rosma.pk})
    assert code not in OneTimeCode.objects.get().code


def test_issue_code_ends_earlier_codes(rosma):
    first = issue_code(rosma, StaffFactory())

    issue_code(rosma, StaffFactory())

    with pytest.raises(Refusal):
        sign_in_with_pin(PHONE, first, DEVICE)


def test_issue_code_opens_a_locked_number(rosma):
    PinTry.objects.create(key=f"phone:{PHONE}", failures=20, last_at=timezone.now())

    issue_code(rosma, StaffFactory())

    assert sign_in_with_pin(PHONE, PIN, DEVICE).person == rosma


def test_issue_code_runs_out_after_a_day(rosma):
    code = issue_code(rosma, StaffFactory())
    OneTimeCode.objects.update(expires_at=timezone.now())

    with pytest.raises(Refusal):
        sign_in_with_pin(PHONE, code, DEVICE)
    with pytest.raises(Refusal) as refusal:
        choose_pin(OneTimeCode.objects.get().pk, "593027")
    assert refusal.value.code == "used"


def test_issue_code_refuses_people_without_a_phone():
    with pytest.raises(Refusal):
        issue_code(PersonFactory(phone=None, email="a@klinik.example"), StaffFactory())


def test_issue_code_refuses_a_closed_account():
    with pytest.raises(Refusal):
        issue_code(PersonFactory(is_active=False), StaffFactory())


def test_choose_pin_refuses_a_weak_pin_and_keeps_the_code(rosma):
    issue_code(rosma, StaffFactory())

    with pytest.raises(Refusal) as refusal:
        choose_pin(OneTimeCode.objects.get().pk, "123456")

    assert refusal.value.code == "weak"
    assert OneTimeCode.objects.get().used_at is None


def test_choose_pin_ends_other_sessions(rosma):
    before = rosma.get_session_auth_hash()
    issue_code(rosma, StaffFactory())

    person = choose_pin(OneTimeCode.objects.get().pk, "593027")

    assert person.get_session_auth_hash() != before


def test_change_pin_needs_the_old_one(rosma):
    with pytest.raises(Refusal) as refusal:
        change_pin(rosma, "407310", "593027")

    assert refusal.value.code == "wrong"
    assert PinTry.objects.get(key=f"phone:{PHONE}").failures == 1


def test_change_pin_refuses_a_weak_one(rosma):
    with pytest.raises(Refusal) as refusal:
        change_pin(rosma, PIN, "123456")

    assert refusal.value.code == "weak"


def test_change_pin_sets_the_new_one(rosma):
    change_pin(rosma, PIN, "593027")

    assert sign_in_with_pin(PHONE, "593027", DEVICE).person == rosma


@pytest.mark.parametrize("login", ["petugas@klinik.example", "PETUGAS@klinik.example ", "0812-7401-0000"])
def test_sign_in_with_password_knows_email_and_phone(login):
    staff = StaffFactory(email="petugas@klinik.example", phone="+6281274010000")
    AppointmentFactory(person=staff)

    assert sign_in_with_password(login, "batik durian 2026", DEVICE) == staff


def test_sign_in_with_password_refuses_people_without_a_role():
    StaffFactory(email="petugas@klinik.example")

    with pytest.raises(Refusal) as refusal:
        sign_in_with_password("petugas@klinik.example", "batik durian 2026", DEVICE)

    assert refusal.value.code == "wrong"


def test_sign_in_with_password_refuses_a_role_that_has_ended():
    yesterday = timezone.localdate() - timedelta(days=1)
    staff = StaffFactory(email="petugas@klinik.example")
    AppointmentFactory(person=staff, starts_on=yesterday, ends_on=yesterday)

    with pytest.raises(Refusal):
        sign_in_with_password("petugas@klinik.example", "batik durian 2026", DEVICE)


def test_sign_in_with_password_lets_administrators_in():
    boss = StaffFactory(email="admin@klinik.example", is_superuser=True)

    assert sign_in_with_password("admin@klinik.example", "batik durian 2026", DEVICE) == boss


def test_sign_in_with_password_pauses_like_the_pin():
    AppointmentFactory(person=StaffFactory(email="petugas@klinik.example"))
    for _ in range(5):
        with pytest.raises(Refusal):
            sign_in_with_password("petugas@klinik.example", "salah", DEVICE)

    with pytest.raises(Refusal) as refusal:
        sign_in_with_password("petugas@klinik.example", "batik durian 2026", DEVICE)

    assert refusal.value.code == "wait"


def test_register_person_makes_somebody_known():
    person = register_person(
        "Rosmaniar", PHONE, PIN, "en", [Consent.Purpose.LEARNING, Consent.Purpose.REPORT]
    )

    assert (person.name, person.phone, person.language) == ("Rosmaniar", PHONE, "en")
    assert not person.has_usable_password()
    assert set(person.consents.standing().values_list("purpose", flat=True)) == {"learning", "report"}
    assert sign_in_with_pin(PHONE, PIN, DEVICE).person == person


def test_register_person_never_touches_a_known_account(rosma):
    before = Person.objects.values().get(pk=rosma.pk)

    with pytest.raises(Refusal) as refusal:
        register_person("Orang Lain", PHONE, "593027", "en", [Consent.Purpose.LEARNING])

    assert refusal.value.code == "known"
    assert Person.objects.values().get(pk=rosma.pk) == before
    assert not Consent.objects.exists()


def test_register_person_refuses_a_pin_out_of_the_number():
    with pytest.raises(Refusal) as refusal:
        register_person("Rosmaniar", PHONE, "740133", "id", [])

    assert refusal.value.code == "weak"
    assert not Person.objects.exists()


def test_register_person_takes_somebody_from_a_roster_without_a_pin():
    person = register_person("Rosmaniar", PHONE, "", channel="roster")

    assert not person.has_pin
    with pytest.raises(Refusal):
        sign_in_with_pin(PHONE, "", DEVICE)
