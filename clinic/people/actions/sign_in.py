"""Through which doors people come in: PIN, one-time code, password."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.contrib.auth.hashers import check_password, make_password
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from clinic.audit.actions import record
from clinic.people.actions.tries import (
    ADDRESS_TRIES,
    DEVICE_TRIES,
    LAST_TRY,
    LONG_PAUSE_FROM,
    Try,
    forget_tries,
    give_try_back,
    reserve_device_try,
    reserve_try,
)
from clinic.people.models import OneTimeCode, Person
from clinic.people.phones import NotAMobileNumber, read_phone
from clinic.people.pins import AT_ONCE, WHY_NOT, code_matches, matches, new_code, seal, seal_code, weakness
from clinic.refusals import Refusal

CODE_LASTS = timedelta(hours=24)


@dataclass(frozen=True)
class Opened:
    """The door is open for ``person``; with a ``code`` only as far as the page that asks for a new PIN."""

    person: Person
    code: OneTimeCode | None = None


def sign_in_with_pin(phone: str, secret: str, device: str) -> Opened:
    """Check a PIN, or a one-time code typed in its place.

    ``device``: "device:..." of a phone that was let in before, else "address:..." (see `device_key`).
    Refuses with the code "wrong", "wait" or "help", in the same words and after the same time whether
    the number is known or not. Must not run inside a transaction: a refusal would undo the count.
    """
    _refuse_spent(_reserve_device(device))
    key = f"phone:{phone}"
    granted = reserve_try(key)
    _refuse_spent(granted)

    person = Person.objects.filter(phone=phone, is_active=True).first()
    is_pin = matches(secret, person.pin if person else "")
    code = None if is_pin else _open_code(person, secret)
    if person is None or not (is_pin or code):
        raise Refusal(_wrong_words(granted, _("Number and PIN do not match.")), code="wrong")

    forget_tries(key)
    give_try_back(device)
    return Opened(person, code)


def sign_in_with_password(login: str, password: str, device: str) -> Person:
    """Check a member of staff's e-mail address or phone number with their password.

    Only people with an appointment, and administrators. Refuses as `sign_in_with_pin` does.
    """
    _refuse_spent(_reserve_device(device))
    login = _login_key(login)
    key = f"staff:{login}"[:80]
    granted = reserve_try(key)
    _refuse_spent(granted)

    person = Person.objects.filter(Q(phone=login) | Q(email__iexact=login), is_active=True).first()
    is_right = check_password_gently(password, person)
    if person is None or not is_right or not person.roles:
        raise Refusal(_wrong_words(granted, _("Sign-in name and password do not match.")), code="wrong")

    forget_tries(key)
    give_try_back(device)
    return person


def check_password_gently(password: str, person: Person | None) -> bool:
    """Four at a time, and as long for somebody who has no password."""
    with AT_ONCE:
        if person is None or not person.has_usable_password():
            make_password(password)
            return False
        return check_password(password, person.password)


@transaction.atomic
def issue_code(person: Person, by: Person) -> str:
    """A one-time code to read aloud; whoever may issue it was checked at the entrance.

    Good for a day and one use. Ends the person's earlier codes, and opens a number that was locked.
    """
    if not person.phone:
        raise Refusal(_("Write down a phone number first: it is what the person signs in with."))
    if not person.is_active:
        raise Refusal(_("This account is closed. An administrator can open it again."))
    now = timezone.now()
    code = new_code()

    person.one_time_codes.filter(used_at=None, expires_at__gt=now).update(expires_at=now)
    issued = OneTimeCode.objects.create(
        person=person, code=seal_code(code), issued_by=by, issued_at=now, expires_at=now + CODE_LASTS
    )
    forget_tries(f"phone:{person.phone}")
    record("code_issued", issued, by=by, after={"person_id": person.pk})
    return code


def choose_pin(code_id: int, pin: str) -> Person:
    """Use a one-time code up and set the PIN it was issued for. Other sessions of the person end."""
    code = OneTimeCode.objects.select_related("person").get(pk=code_id)
    sealed = _seal_fresh(pin, code.person)
    with transaction.atomic():
        now = timezone.now()
        if not OneTimeCode.objects.filter(pk=code.pk, used_at=None, expires_at__gt=now).update(used_at=now):
            raise Refusal(_("This code was used or has run out. Ask for a new one."), code="used")
        Person.objects.filter(pk=code.person_id).update(pin=sealed)
        record("pin_chosen_with_code", code, by=code.person)
    code.person.refresh_from_db()
    return code.person


def change_pin(person: Person, old: str, new: str) -> Person:
    """Set another PIN for somebody who knows the present one. Other sessions of the person end."""
    key = f"phone:{person.phone}"
    granted = reserve_try(key)
    _refuse_spent(granted)
    if not matches(old, person.pin):
        raise Refusal(_wrong_words(granted, _("This is not your present PIN.")), code="wrong")
    sealed = _seal_fresh(new, person)

    forget_tries(key)
    with transaction.atomic():
        person.pin = sealed
        person.save(update_fields=["pin"])
        record("pin_changed", person, by=person)
    return person


def clock_words(moment: datetime) -> str:
    """09.56 in Indonesian, 09:56 in English."""
    return timezone.localtime(moment).strftime("%H:%M" if get_language() == "en" else "%H.%M")


def _seal_fresh(pin: str, person: Person) -> str:
    if reason := weakness(pin, person.phone or ""):
        raise Refusal(str(WHY_NOT[reason]), code="weak")
    return seal(pin)


def _open_code(person: Person | None, secret: str) -> OneTimeCode | None:
    if person is None:
        return None
    standing = person.one_time_codes.filter(used_at=None, expires_at__gt=timezone.now())
    return next((code for code in standing if code_matches(secret, code.code)), None)


def _reserve_device(device: str) -> Try:
    return reserve_device_try(device, DEVICE_TRIES if device.startswith("device:") else ADDRESS_TRIES)


def _refuse_spent(answer: Try) -> None:
    if answer.is_granted:
        return
    if answer.wait_until is None:
        raise Refusal(
            _("Too many wrong tries. Ask your mentor or coordinator for a one-time code."), code="help"
        )
    words = _("Too many wrong tries. Try again at %(time)s.") % {"time": clock_words(answer.wait_until)}
    raise Refusal(words, code="wait")


def _wrong_words(counted: Try, words: str) -> str:
    """What was wrong, and before a pause that it comes."""
    more = ""
    if counted.count >= LAST_TRY:
        more = _("That was the last try. Ask your mentor or coordinator for a one-time code.")
    elif counted.left == 0 and counted.count >= LONG_PAUSE_FROM:
        more = _("Take a break of one hour now, or ask your mentor for a one-time code.")
    elif counted.left == 0:
        more = _("Take a break of a quarter of an hour now.")
    elif counted.left == 1:
        more = _("You have one more try before a pause.")
    return f"{words} {more}".strip()


def _login_key(login: str) -> str:
    try:
        return read_phone(login) if "@" not in login else login.strip().lower()
    except NotAMobileNumber:
        return login.strip().lower()
