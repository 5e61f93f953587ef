"""The clinic whose pages these are: its name in the brand, its address in the footer."""

from django import template
from django.core.cache import cache

from clinic.people.models import Clinic

register = template.Library()

KEPT_SECONDS = 60


@register.simple_tag
def clinic_here() -> Clinic | None:
    """The first clinic of this installation. None before one is set up."""
    kept = cache.get("clinic_here")
    if kept is None:
        kept = Clinic.objects.order_by("pk").first()
        cache.set("clinic_here", kept, KEPT_SECONDS)
    return kept


@register.filter
def brand_head(name: str) -> str:
    """``Klinik`` of ``Klinik Digital Jambi``: the word in large letters."""
    return (name or "").partition(" ")[0]


@register.filter
def brand_tail(name: str) -> str:
    return (name or "").partition(" ")[2]
