"""The clinic's figures on public pages."""

from django import template
from django.core.cache import cache

from clinic.desk.queries.figures import Figures, figures

register = template.Library()

KEPT_SECONDS = 600


@register.simple_tag
def clinic_figures() -> Figures:
    """Counted at most every ten minutes: the front page is the most visited one."""
    kept: Figures = cache.get_or_set("clinic_figures", figures, KEPT_SECONDS)  # type: ignore[assignment]
    return kept
