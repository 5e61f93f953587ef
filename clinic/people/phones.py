"""Phone numbers as people write them: one number, one spelling.

Inside, a number is E.164 (``+6281234567890``). An Indonesian mobile number is 0 8xx with 10 to 13 digits
in all; that rule is ours, because published ranges lag behind what operators hand out. Foreign mobile
numbers need their ``+`` (or ``00``) and are judged by phonenumbers.
"""

import re
import unicodedata
from decimal import Decimal, InvalidOperation
from urllib.parse import quote

from django.utils.translation import gettext_lazy as _

LABELS = (
    r"whats\s?app|wa|telegram|telepon|telpon|telp|tlp|tel|phone|mobile|handphone|hp|nomor|nomer|number|no|nmr"
)
LABEL = re.compile(rf"(?:(?<![a-z])(?:{LABELS})|(?<=\d)(?:{LABELS})(?![a-z]))(?![a-z])\.?", re.IGNORECASE)
EXPONENT = re.compile(r"=?\s*\"?(\d)(?:[.,](\d*))?E\+?(\d{1,2})\"?", re.IGNORECASE)
INDONESIAN = re.compile(r"8[1-9]\d{7,10}")  # without its zero or 62

WHY_NOT = {
    "empty": _("Write the mobile number, for example 0812-3456-7890."),
    "letters": _("There are letters in this number. Write digits only, for example 0812-3456-7890."),
    "cut off": _("Excel cut this number off. Format the column as text, then write the number again."),
    "too short": _("This number is a few digits short. Please check it again."),
    "too long": _("This number has too many digits. Please check it again."),
    "landline": _("This is a landline. Write a mobile number, the one used for WhatsApp."),
    "foreign": _("This is not a mobile number we know. From abroad, begin with + and the country code."),
}


class NotAMobileNumber(ValueError):
    """``reason`` is a code of `WHY_NOT`; ``words`` say what to do about it."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason
        self.words = WHY_NOT[reason]


def read_phone(typed: str | int | float | None) -> str:
    """The number as E.164; of several in one text the first mobile number.

    Takes what a spreadsheet holds as well: a number that lost its zero, a float, "wa: 0812... (Ibu)".
    """
    return read_phones(typed)[0]


def read_phones(typed: str | int | float | None) -> list[str]:
    """All different mobile numbers in one text, at least one, as E.164 and in their order."""
    text = _tidied(typed)
    if not re.search(r"\d", text):
        raise NotAMobileNumber("letters" if re.search(r"\w", text) else "empty")

    found, reasons = [], []
    for piece in _pieces(text):
        try:
            found += _numbers_in(piece)
        except NotAMobileNumber as unread:
            reasons.append(unread.reason)
    if not found:
        found = _written_with_odd_signs(text, reasons)
    return list(dict.fromkeys(found))


def show_phone(phone: str) -> str:
    """``0812-3456-7890``; a foreign number as its country groups it."""
    if phone.startswith("+628"):
        local = "0" + phone[3:]
        return f"{local[:4]}-{local[4:8]}-{local[8:]}"
    import phonenumbers  # a tenth of a second, for the few who need it

    try:
        number = phonenumbers.parse(phone)
    except phonenumbers.NumberParseException:
        return phone
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.INTERNATIONAL)


def wa_link(phone: str, text: str = "") -> str:
    """The WhatsApp chat with this number, with ``text`` already in the box."""
    return f"https://wa.me/{phone.lstrip('+')}" + (f"?text={quote(text, safe='')}" if text else "")


def _tidied(typed: str | int | float | None) -> str:
    if typed is None or isinstance(typed, bool):
        return ""
    if isinstance(typed, int | float | Decimal):
        try:
            return str(int(typed))
        except (OverflowError, ValueError, InvalidOperation):  # infinity, or thousands of digits
            raise NotAMobileNumber("too long") from None
    text = unicodedata.normalize("NFKC", typed[:200])
    text = "".join(sign for sign in text if unicodedata.category(sign) != "Cf")  # invisible marks
    text = re.sub("[\u2010-\u2015\u2212]", "-", text)
    if exponent := EXPONENT.fullmatch(text.strip()):
        return _written_out(exponent[1] + (exponent[2] or ""), int(exponent[3]))
    return re.sub(r"(?<=\d{9})\.0$", "", text.strip())  # a float written out


def _written_out(digits: str, power: int) -> str:
    """``8,1234567890E+10`` in full. With fewer digits than the number had, nobody knows the rest."""
    if len(digits) <= power:
        raise NotAMobileNumber("cut off")
    return digits[: power + 1]


def _pieces(text: str) -> list[str]:
    """The parts of a text that hold digits, without the words around them."""
    text = re.sub(r"\+(?=\s*\d)", "|+", re.sub(r"[?#]\S*", "", text))
    text = LABEL.sub("|", text)
    text = re.sub(r"(?<![^\W_])[^\W\d_]+(?![^\W_])", "|", text)  # whole words
    pieces = re.split(r"[/,;|&\n\r:]", text)
    return [piece for piece in pieces if re.search(r"\d", piece)]


def _numbers_in(piece: str) -> list[str]:
    if re.search(r"[^\W\d_]", piece):
        raise NotAMobileNumber("letters")
    try:
        return [_read_one(piece)]
    except NotAMobileNumber as unread:
        if unread.reason != "too long":
            raise
        return _two_side_by_side(piece)


def _two_side_by_side(piece: str) -> list[str]:
    """ "0812 3456 7890 0813 1234 5678" """
    parts = re.findall(r"\+?\d+", piece)
    for cut in range(1, len(parts)):
        try:
            return [_read_one("".join(parts[:cut])), *_numbers_in("".join(parts[cut:]))]
        except NotAMobileNumber:
            continue
    raise NotAMobileNumber("too long")


def _written_with_odd_signs(text: str, reasons: list[str]) -> list[str]:
    """ "0812/3456/7890": no part is a number, all together they are one."""
    try:
        if "letters" not in reasons:
            return [_read_one(text)]
    except NotAMobileNumber:
        pass
    raise NotAMobileNumber(next((reason for reason in reasons if reason != "too short"), "too short"))


def _read_one(text: str) -> str:
    digits = re.sub(r"\D", "", text)
    is_international = text.lstrip("( '\"=").startswith("+")
    if digits.startswith("00") and not is_international:
        digits, is_international = digits[2:], True
    if is_international and not digits.startswith(("0", "62")):
        return _read_foreign(digits)

    national = re.sub(r"^(?:620*|0+)", "", digits)
    if INDONESIAN.fullmatch(national):
        return f"+62{national}"
    raise NotAMobileNumber(_why_not(digits, national))


def _why_not(digits: str, national: str) -> str:
    has_prefix = digits != national
    if len(national) > 12:
        return "too long"
    if re.match(r"8[1-9]", national):
        return "too short"
    if has_prefix and re.fullmatch(r"[2-79]\d{6,10}", national):
        return "landline"
    return "too short" if len(national) < 9 else "foreign"


def _read_foreign(digits: str) -> str:
    import phonenumbers  # a tenth of a second, for the few who need it
    from phonenumbers import PhoneNumberType

    try:
        number = phonenumbers.parse(f"+{digits}")
    except phonenumbers.NumberParseException:
        raise NotAMobileNumber("foreign") from None
    if not phonenumbers.is_valid_number(number):
        raise NotAMobileNumber("foreign")
    if phonenumbers.number_type(number) not in {PhoneNumberType.MOBILE, PhoneNumberType.FIXED_LINE_OR_MOBILE}:
        raise NotAMobileNumber("landline")
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
