"""Amounts as people write them, and as we write them back. Plain Python.

Indonesian notation leads: the dot groups thousands, the comma begins the decimals. Where a text can
be read in two ways that differ by a factor of a thousand, we do not guess:

===============  ==================  ===========================================================
typed            read as             because
===============  ==================  ===========================================================
``1.500``        1500                a dot before exactly three digits groups
``1.50``         1.5                 two digits are no group, so this dot can only be a decimal point
``1,500``        1.5                 the comma is Indonesian; as rupiah 1500, for nobody writes mils
``1,250,000``    1250000             two commas can only group
``1.5 juta``     1500000             see ``1.50``
``1.500 juta``   refused, ambiguous  1,5 juta from a spreadsheet, or 1,5 miliar
``2 M``          2 miliar            as in newspapers; a small ``m`` is refused, ambiguous
===============  ==================  ===========================================================
"""

import math
import re
import unicodedata
from decimal import ROUND_HALF_UP, Decimal, localcontext
from typing import NoReturn

LONGEST = 300  # characters; the longest amount in words needs fewer
LARGEST = Decimal(10) ** 24
MOST_RUPIAH = 10**15  # beyond any budget, and within any database's whole numbers

UNITS = {
    word: Decimal(10) ** power
    for power, words in {
        3: "ribu rb rbu ribuan k thousand",
        6: "juta jt jta jutaan million mio mn",
        9: "miliar milyar miliaran milyaran mlr billion bn",
        12: "triliun trilyun triliunan trilyunan trillion",
    }.items()
    for word in words.split()
}
DIGITS_ID = ["nol", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan"]
WHOLE_WORDS = {
    "sepuluh": ["1", "puluh"],
    "sebelas": ["1", "belas"],
    "seratus": ["1", "ratus"],
    "seribu": ["1", "ribu"],
    "sejuta": ["1", "juta"],
    "semiliar": ["1", "miliar"],
    "semilyar": ["1", "miliar"],
    "setriliun": ["1", "triliun"],
    "setrilyun": ["1", "triliun"],
}
FRACTIONS = {"½": " 1/2", "¼": " 1/4", "¾": " 3/4"}

ABOUT = re.compile(
    r"\b(?:sekitar|sekira|kira[ -]?kira|kurang lebih|lebih kurang|kurleb|k\.?l\.|hampir|rata[ -]?rata"
    r"|about|around|approximately|approx\.?|ca\.?)(?=[\s\d.:]|$)|±|\+\s*/?\s*-|[~≈]"
)
CURRENCY = re.compile(r"\b(?:rp|idr)\b\.?|\brp\.?(?=\d)|\bidr(?=\d)|\brupiah\b")
MONTHLY = re.compile(r"(?:/|\b(?:per|tiap|setiap|a)\s*)\s*(?:bulan|bln|month)\b|\bsebulan\b|\bmonthly\b")
OTHER_PERIOD = re.compile(
    r"(?:/|\b(?:per|tiap|setiap|a|an)\s*)\s*(?:hari|hr|minggu|mgg|tahun|thn|th|day|week|year)\b"
    r"|\b(?:sehari|seminggu|setahun|daily|weekly|yearly)\b"
)
LIMIT = re.compile(
    r"[<>≤≥]|\b(?:di\s?(?:atas|bawah)|(?:lebih|kurang) dari|min|maks|max|minimal|maksimal|sampai dengan"
    r"|more than|less than|over|under|up to|at least|at most)\b"
)
RANGE = re.compile(
    r"(?<=[\da-z.,])\s*(?:-|\bs\s?[/.]\s?d\b\.?|\bsd\b|\b(?:sampai|hingga|to)\b)\s*(?:rp\.?\s*)?(?=\d)"
    r"|\b(?:antara|between)\b"
)
DASH_FOR_NO_CENTS = re.compile(r"(?<=\d)(?:[.,](?:00)?\s*[-=]+|[.,](?=$|\s)|=+)")
TOKEN = re.compile(r"\d+/\d+|[\d.,']*\d(?:e[+-]?\d+)?(?![\d/])|[a-z]+|\S")
SPACED_GROUPS = re.compile(r"(?<![\d.,])\d{1,3}(?: \d{3})+(?![\d.,])")
COMPUTER = re.compile(r"(\d+)(?:[.,](\d+))?e([+-]?\d{1,2})")


class UnreadableNumber(ValueError):
    """The text is not one amount; ``reason`` is a short code.

    ``empty``, ``words``, ``range``, ``limit`` ("di atas 2 juta"), ``period`` ("50rb/hari"), ``ambiguous``,
    ``grouping`` ("1.25.000"), ``large``; and from `read_rupiah` also ``negative`` and ``fraction``.
    """

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def read_number(typed: str | int | float | Decimal | None) -> Decimal:
    """The number somebody meant. A spreadsheet's own numbers are taken as they are."""
    return _read(typed, commas_group=False)


def read_rupiah(typed: str | int | float | Decimal | None) -> int:
    """The amount in whole rupiah, from zero to `MOST_RUPIAH`."""
    amount = _read(typed, commas_group=True)
    if isinstance(typed, float):
        amount = amount.quantize(Decimal(1), ROUND_HALF_UP)  # a formula's third of a million
    if amount < 0:
        raise UnreadableNumber("negative")
    if amount % 1:
        raise UnreadableNumber("fraction")
    if amount > MOST_RUPIAH:
        raise UnreadableNumber("large")
    return int(amount)


def show_number(number: Decimal | int) -> str:
    """``1.250,5``: dots between thousands, a decimal comma, as many decimals as the number has."""
    whole, _, decimals = f"{Decimal(number):,f}".partition(".")
    return whole.replace(",", ".") + ("," + decimals if decimals else "")


def show_rupiah(amount: int) -> str:
    """``Rp1.250.000``"""
    sign = "-" if amount < 0 else ""
    return f"{sign}Rp{show_number(abs(amount))}"


def say_rupiah(amount: int, language: str) -> str:
    """The amount in words, so that a slip of three zeros is heard: Indonesian for ``id``, else English."""
    say = _say_indonesian if language == "id" else _say_english
    return f"{'minus ' if amount < 0 else ''}{say(abs(amount))} rupiah"


# Reading


def _read(typed: str | int | float | Decimal | None, commas_group: bool) -> Decimal:
    if isinstance(typed, int | float | Decimal) and not isinstance(typed, bool):
        return _within_reason(typed)
    if not isinstance(typed, str):
        _refuse("empty" if typed is None else "words")

    text = _tidied(typed)
    if not text:
        _refuse("empty")
    if len(text) > LONGEST:
        _refuse("large")
    text, is_negative = _without_sign(_without_trimmings(text))
    if not text:
        _refuse("words")
    with localcontext(prec=LONGEST + 40):  # exact
        amount = _total(_words_of(text), commas_group)
        amount = amount.quantize(Decimal(1)) if amount % 1 == 0 else amount
        return -amount if is_negative else amount


def _refuse(reason: str) -> NoReturn:
    raise UnreadableNumber(reason)


def _within_reason(number: int | float | Decimal) -> Decimal:
    if isinstance(number, float | Decimal) and math.isnan(number):
        _refuse("words")
    if not -LARGEST < number < LARGEST:
        _refuse("large")
    number = Decimal(repr(round(number, 6))) if isinstance(number, float) else Decimal(number)
    return number.quantize(Decimal(1)) if number % 1 == 0 else number


def _tidied(typed: str) -> str:
    """One line of small letters with plain spaces and dashes; a capital ``M`` is spelled out first."""
    for sign, spelled in FRACTIONS.items():
        typed = typed.replace(sign, spelled)
    text = unicodedata.normalize("NFKC", typed)
    text = "".join(sign for sign in text if unicodedata.category(sign) != "Cf")  # invisible marks
    text = re.sub(r"(?<=[\d\s])M(?![\w])", " miliar", text)
    text = re.sub(r"[\u2010-\u2015\u2212]", "-", text.casefold())
    return " ".join(text.replace("\u2019", "'").split())


def _without_trimmings(text: str) -> str:
    """Take away currency, "about" and "a month"; refuse what would change the amount."""
    if LIMIT.search(text):
        _refuse("limit")
    if OTHER_PERIOD.search(text):
        _refuse("period")
    for trimming in (ABOUT, CURRENCY, MONTHLY):
        text = trimming.sub(" ", text)
    text = DASH_FOR_NO_CENTS.sub(" ", text).strip(" :=")
    if RANGE.search(text):
        _refuse("range")
    return " ".join(text.split())


def _without_sign(text: str) -> tuple[str, bool]:
    if text.startswith(("minus ", "negatif ")):
        return text.split(" ", 1)[1], True
    if text[:1] in "+-":
        return text[1:].strip(), text[:1] == "-"
    if text.startswith("(") and text.endswith(")"):  # bookkeepers
        return text[1:-1].strip(), True
    return text, False


def _words_of(text: str) -> list[str]:
    text = SPACED_GROUPS.sub(lambda groups: groups[0].replace(" ", "."), text)
    text = re.sub(r"\b(jt|rb|ribu|juta|rupiah)\.", r"\1 ", text)
    words = []
    for word in TOKEN.findall(re.sub(r"(?<=juta|ribu)[ -]an\b|-an\b", "", text)):
        words += WHOLE_WORDS.get(word, [word])
    return words


def _total(words: list[str], commas_group: bool) -> Decimal:
    """Add up "2 juta 500 ribu", "dua puluh lima ribu", "1 1/2 juta", units in falling order."""
    total, group, digit, smallest = Decimal(0), None, None, Decimal("Infinity")
    last = ""
    for position, word in enumerate(words):
        before_unit = position + 1 < len(words) and words[position + 1] in UNITS
        if word in UNITS:
            value = _plus(group, digit)
            if value is None or UNITS[word] >= smallest:
                _refuse("words")
            total, smallest = total + value * UNITS[word], UNITS[word]
            group = digit = None
        elif word in ("puluh", "belas", "ratus"):
            if digit is None or digit % 1 or not 1 <= digit <= 9:
                _refuse("words")
            size = {"puluh": digit * 10, "belas": digit + 10, "ratus": digit * 100}[word]
            group, digit = (group or 0) + size, None
        elif word == "setengah" or "/" in word[1:]:
            half = Decimal("0.5") if word == "setengah" else _fraction(word)
            if last in UNITS and word == "setengah":  # "dua juta setengah"
                total += half * smallest
            else:
                group, digit = (_plus(group, digit) or 0) + half, None
        elif word == "m" and last[-1:].isdecimal():
            _refuse("ambiguous")
        elif digit is not None:
            _refuse("words")
        elif word in DIGITS_ID:
            digit = Decimal(DIGITS_ID.index(word))
        elif word[-1].isdecimal():
            digit = _digits(word, before_unit, commas_group)
        else:
            _refuse("words")
        last = word
    rest = _plus(group, digit)
    if rest is not None and rest >= smallest:
        _refuse("words")
    if total + (rest or 0) >= LARGEST:
        _refuse("large")
    return total + (rest or 0)


def _plus(group: Decimal | None, digit: Decimal | None) -> Decimal | None:
    return digit if group is None else group + (digit or 0)


def _fraction(word: str) -> Decimal:
    above, below = word.split("/")
    if (above, below) not in {("1", "2"), ("1", "4"), ("3", "4"), ("1", "5"), ("1", "8")}:
        _refuse("words")  # "1/3" has no end, "5/10" may be a date
    return Decimal(above) / Decimal(below)


def _digits(word: str, before_unit: bool, commas_group: bool) -> Decimal:
    """A figure with its dots and commas."""
    if computer := COMPUTER.fullmatch(word):
        return Decimal(f"{computer[1]}.{computer[2] or 0}e{computer[3]}") + 0
    if "e" in word:
        _refuse("large")
    word = word.replace("'", ".") if re.fullmatch(r"\d{1,3}(?:'\d{3})+", word) else word
    signs = re.sub(r"\d", "", word)
    if not re.fullmatch(r"[.,]*", signs):
        _refuse("words")
    if not signs:
        return Decimal(word)

    decimal_sign = signs[-1]
    if len(signs) > 1:
        if len(set(signs)) == 1:  # 1.250.000 or 1,250,000
            decimal_sign = ""
        elif signs.count(decimal_sign) > 1:  # 1,250.000.000
            _refuse("grouping")
    elif re.fullmatch(r"[1-9]\d{0,2}\.\d{3}", word):
        if before_unit:
            _refuse("ambiguous")
        decimal_sign = ""
    elif commas_group and not before_unit and re.fullmatch(r"[1-9]\d{0,2},\d{3}", word):
        decimal_sign = ""

    whole, _, decimals = word.rpartition(decimal_sign) if decimal_sign else (word, "", "")
    grouping = set(re.sub(r"\d", "", whole))
    if grouping:
        if not re.fullmatch(r"[1-9]\d{0,2}(?:[.,]\d{3})+", whole) or len(grouping) > 1:
            _refuse("grouping")
        if before_unit:
            _refuse("ambiguous")  # 1.250.000 ribu
    return (
        Decimal(f"{re.sub(r'[.,]', '', whole) or 0}.{decimals or 0}")
        if decimals
        else Decimal(re.sub(r"[.,]", "", whole))
    )


# Saying

SCALES_ID = [(10**12, "triliun"), (10**9, "miliar"), (10**6, "juta"), (10**3, "ribu")]
SCALES_EN = [
    (10**12, "trillion"),
    (10**9, "billion"),
    (10**6, "million"),
    (10**3, "thousand"),
    (100, "hundred"),
]
SMALL_EN = [
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"),
    *("ten", "eleven", "twelve", "thirteen", "fourteen"),
    *("fifteen", "sixteen", "seventeen", "eighteen", "nineteen"),
]
TENS_EN = ["-", "-", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]


def _say_indonesian(number: int) -> str:
    for size, name in SCALES_ID:
        if number >= size:
            count, rest = divmod(number, size)
            head = "seribu" if (count, size) == (1, 1000) else f"{_say_indonesian(count)} {name}"
            return _joined(head, _say_indonesian, rest)
    if number >= 100:
        count, rest = divmod(number, 100)
        return _joined("seratus" if count == 1 else f"{DIGITS_ID[count]} ratus", _say_indonesian, rest)
    if number >= 20:
        count, rest = divmod(number, 10)
        return _joined(f"{DIGITS_ID[count]} puluh", _say_indonesian, rest)
    if number >= 12:
        return f"{DIGITS_ID[number - 10]} belas"
    return {10: "sepuluh", 11: "sebelas"}.get(number) or DIGITS_ID[number]


def _say_english(number: int) -> str:
    for size, name in SCALES_EN:
        if number >= size:
            count, rest = divmod(number, size)
            return _joined(f"{_say_english(count)} {name}", _say_english, rest)
    if number >= 20:
        count, rest = divmod(number, 10)
        return f"{TENS_EN[count]}-{SMALL_EN[rest]}" if rest else TENS_EN[count]
    return SMALL_EN[number]


def _joined(head: str, say, rest: int) -> str:
    return f"{head} {say(rest)}" if rest else head
