"""Words and marks every template may use: icons, money, days, sizes, the address with one thing changed."""

import datetime
from decimal import Decimal

from django import template
from django.forms import BaseForm
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, ngettext

from clinic.numbers import show_number, show_rupiah
from clinic.web.addresses import front_page, in_language
from clinic.web.icons import drawings

register = template.Library()

ZONE_WORDS = {
    "Asia/Jakarta": "WIB",
    "Asia/Pontianak": "WIB",
    "Asia/Makassar": "WITA",
    "Asia/Jayapura": "WIT",
}
ERROR_LABEL_LIMIT = 60  # characters of a question used as the name of its field


def _is_indonesian() -> bool:
    return get_language() == "id"


@register.simple_tag
def icon(name: str, size: str = "") -> SafeString:
    """``{% icon "clock" %}`` or ``{% icon "clock" size="small" %}``; an unknown name is an error at once."""
    kind = "icon is-small" if size == "small" else "icon"
    return format_html(
        '<svg class="{}" viewBox="0 0 24 24" aria-hidden="true">{}</svg>',
        kind,
        mark_safe(drawings()[name]),  # noqa: S308 - our own drawing
    )


@register.filter
def rupiah(amount: int | Decimal | None) -> str:
    """``Rp1.250.000``, in English ``Rp1,250,000``."""
    if amount is None:
        return "-"
    shown = show_rupiah(int(amount))
    return shown if _is_indonesian() else shown.replace(".", ",")


@register.filter
def decimal_id(number: Decimal | float | int | None) -> str:
    """``12,5``, in English ``12.5``: as many decimals as the number has."""
    if number is None:
        return "-"
    exact = Decimal(repr(number)) if isinstance(number, float) else Decimal(number)
    return _in_words_of_the_page(show_number(exact))


def _in_words_of_the_page(indonesian: str) -> str:
    return indonesian if _is_indonesian() else indonesian.translate(str.maketrans(",.", ".,"))


@register.filter
def phone(number: str | None) -> str:
    """``0812-3456-7890`` for ``+6281234567890``; foreign numbers as they are."""
    if not number or not number.startswith("+62"):
        return number or ""
    national = "0" + number[3:]
    return "-".join(filter(None, [national[:4], national[4:8], national[8:]]))


@register.filter
def day(when: datetime.date | datetime.datetime | None) -> str:
    """``Minggu, 22 November 2026``"""
    return date_format(_local(when), "l, j F Y") if when else ""


@register.filter
def short_day(when: datetime.date | datetime.datetime | None) -> str:
    """``22 November``; with the year where it is not this one."""
    if not when:
        return ""
    local = _local(when)
    return date_format(local, "j F" if local.year == timezone.localdate().year else "j F Y")


@register.filter
def clock(when: datetime.datetime | None) -> str:
    """``09.41 WIB``, in English ``09:41 WIB``, in the time zone that is switched on."""
    if not when:
        return ""
    local = timezone.localtime(when)
    zone = ZONE_WORDS.get(timezone.get_current_timezone_name()) or local.tzname()
    return f"{local:%H.%M} {zone}" if _is_indonesian() else f"{local:%H:%M} {zone}"


def _local(when: datetime.date | datetime.datetime) -> datetime.date | datetime.datetime:
    if isinstance(when, datetime.datetime) and timezone.is_aware(when):
        return timezone.localtime(when)
    return when


@register.filter
def kilobytes(size: int | None) -> str:
    """``180 KB`` or ``4,2 MB``, for a size in bytes."""
    if size is None:
        return ""
    if size < 1_000_000:
        return f"{max(1, round(size / 1000))} KB"
    return f"{_in_words_of_the_page(show_number(round(Decimal(size) / 1_000_000, 1).normalize()))} MB"


@register.simple_tag
def minutes(count: int) -> str:
    """``Sekitar 12 menit``"""
    return ngettext("About %(count)s minute", "About %(count)s minutes", count) % {"count": count}


@register.simple_tag(takes_context=True)
def query(context: dict, **changes: object) -> str:
    """``{% query page=2 %}``: this address's question with one thing changed; empty takes it away."""
    parameters = context["request"].GET.copy()
    for name, value in changes.items():
        if value in (None, ""):
            parameters.pop(name, None)
        else:
            parameters[name] = str(value)
    return "?" + parameters.urlencode()


@register.simple_tag
def invalid_fields(form: BaseForm) -> list[dict]:
    """The fields of a form that need repair: ``[{"id": "id_phone", "label": "Nomor WhatsApp"}, ...]``."""
    return [
        {"id": field.id_for_label or field.auto_id, "label": _shortened(str(field.label))}
        for field in form
        if field.errors
    ]


def _shortened(label: str) -> str:
    if len(label) <= ERROR_LABEL_LIMIT:
        return label
    return label[:ERROR_LABEL_LIMIT].rsplit(" ", 1)[0] + " ..."


@register.inclusion_tag("web/_language.html", takes_context=True)
def language_switch(context: dict, kind: str = "link-button") -> dict:
    """The button to the other language: the same page, or its translation, or the other front page."""
    other = "en" if _is_indonesian() else "id"
    return {"code": other, "kind": kind, "next": address_in(context, other)}


def address_in(context: dict, code: str) -> str:
    """Where this page is in that language."""
    page = context.get("page")
    if page is not None and hasattr(page, "get_translations"):
        translated = page.get_translations().filter(locale__language_code=code).live().first()
        return (translated and translated.url) or front_page(code)
    return in_language(context["request"].get_full_path(), code)
