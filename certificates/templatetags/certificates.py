"""The words of a snapshot, in the language of the reader."""

from datetime import date
from urllib.parse import quote

from django import template
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from certificates.models import Certificate
from certificates.snapshot import Snapshot
from clinic.people.phones import wa_link

register = template.Library()


@register.filter
def iso_day(text: str) -> str:
    """``22 November 2026`` for ``2026-11-22``."""
    return date_format(date.fromisoformat(text), "j F Y")


@register.filter
def days_of(said: Snapshot) -> str:
    """``13 Juli sampai 3 Oktober 2026``"""
    first, last = date.fromisoformat(said["starts_on"]), date.fromisoformat(said["ends_on"])
    if first == last:
        return date_format(last, "j F Y")
    return _("%(first)s to %(last)s") % {
        "first": date_format(first, "j F" if first.year == last.year else "j F Y"),
        "last": date_format(last, "j F Y"),
    }


@register.filter
def hours_of(said: Snapshot) -> str:
    return said["hours"].replace(",", ".") if get_language() == "en" else said["hours"]


@register.filter
def programme_of(said: Snapshot) -> str:
    return (said["programme_en"] if get_language() == "en" else "") or said["programme"]


@register.filter
def outcome_of(said: Snapshot) -> str:
    """``Tes akhir 85 dari 100, Sangat Baik``; empty where there was no test."""
    if said["after"] is None:
        return ""
    words = _("Post-test %(points)s of 100") % {"points": said["after"]}
    result = said["result_en"] if get_language() == "en" else said["result"]
    return f"{words}, {result}" if result else words


@register.filter
def chat_about(phone: str, number: str) -> str:
    """The WhatsApp chat with the clinic, with the question already in the box."""
    return wa_link(phone, _("I have a question about certificate %(number)s.") % {"number": number})


@register.filter
def share_link(certificate: Certificate) -> str:
    """Opens WhatsApp with the address of the check page, for whomever the owner chooses there."""
    words = _("My certificate %(programme)s: %(address)s") % {
        "programme": programme_of(certificate.snapshot),
        "address": certificate.check_url,
    }
    return f"https://wa.me/?text={quote(words, safe='')}"


@register.filter
def thumb_size(name: str) -> str:
    """The size of a name in the little preview, so that it stays inside."""
    return f"{min(19, 205 / (0.58 * max(len(name), 1))):.1f}"


@register.filter
def thumb_text_size(title: str) -> str:
    return f"{min(9, 200 / (0.58 * max(len(title), 1))):.1f}"
