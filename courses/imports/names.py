"""Names as people write them in lists, tidied. Plain Python."""

import re
import unicodedata

FORMULA_SIGNS = ("=", "+", "-", "@")
# parts of a degree that are not simply capitalised
DEGREE_PARTS = {"st": "ST", "tp": "TP", "ip": "IP", "ikom": "IKom", "hum": "Hum", "kh": "KH", "ptk": "PTK"}
PLAIN_DEGREES = {"SE", "SH", "ST", "SP", "SS", "MM", "MH", "MT", "MA", "SKM", "SIP", "STP", "MBA", "KH"}
BETWEEN = {"bin", "binti"}
APOSTROPHES = ("'", "\u2019", "`", "\u02bb")
DEGREE = re.compile(r"(?:[^\W\d_]{1,4}\.)+[^\W\d_]{0,4}")  # S.Pd., A.Md.Keb, R.A., H.


def tidy_name(typed: str) -> str:
    """One space between words; ALL CAPITALS or no capitals at all become Title Case.

    A name that mixes both is its owner's business. Text that begins like a formula stays as it is:
    whoever writes it into a spreadsheet again defuses it there.
    """
    if typed.startswith(FORMULA_SIGNS):
        return typed
    visible = "".join(
        " " if sign.isspace() else sign
        for sign in unicodedata.normalize("NFC", typed)
        if sign.isspace() or unicodedata.category(sign) not in {"Cc", "Cf"}
    )
    name = " ".join(visible.split()).strip(" ,;")
    words = name.split(" ")
    plain = "".join(word for word in words if not _is_title(word))
    if not (plain.isupper() or plain.islower()):
        return name
    return " ".join(_in_title_case(word, position, words) for position, word in enumerate(words))


def _is_title(word: str) -> bool:
    """Titles tell nothing about how the rest was typed: "SITI AMINAH, S.Pd."."""
    return bool(DEGREE.fullmatch(word.strip(",()")))


def _in_title_case(word: str, position: int, words: list[str]) -> str:
    bare = word.strip(",.()")
    if position and bare.casefold() in BETWEEN:
        return word.lower()
    if position and words[position - 1].endswith(",") and bare.upper() in PLAIN_DEGREES:
        return word.upper()
    if word.count(".") > 1 or re.fullmatch(r"[^\W\d_]{1,4}\.[^\W\d_]{1,4},?", word):
        return re.sub(r"[^\W\d_]+", lambda part: _degree_part(part[0]), word)
    return re.sub(r"[^\W\d_]+(?:['\u2019`\u02bb][^\W\d_]+)*", lambda part: _capitalised(part[0]), word)


def _degree_part(part: str) -> str:
    return DEGREE_PARTS.get(part.lower(), part if _is_mixed(part) else _capitalised(part))


def _is_mixed(part: str) -> bool:
    return not (part.isupper() or part.islower())


def _capitalised(part: str) -> str:
    """``Nur'aini``, ``Ma'ruf``, but ``O'Neil`` and ``D'Angelo``."""
    head, rest = part[0].upper(), part[1:].replace("İ", "i").lower()
    if rest[:1] in APOSTROPHES:
        rest = rest[0] + rest[1:2].upper() + rest[2:]
    return head + rest
