"""The poster of a cohort: A4, the class code large enough to be read across a room."""

from functools import cache
from pathlib import Path

import segno
from django.template.loader import render_to_string
from django.utils.safestring import mark_safe

from certificates.pdf.press import the_press
from courses.models import Cohort

PRINT = Path(__file__).resolve().parent / "print"


def render_poster(cohort: Cohort, link: str) -> bytes:
    """The poster as PDF; its QR code leads to ``link``."""
    square = segno.make(link, error="m", micro=False)
    context = {
        "cohort": cohort,
        "clinic": cohort.programme.clinic,
        "link": link.split("://", 1)[-1].rstrip("/"),
        "square": mark_safe(square.svg_inline(border=2, omitsize=True, dark="#221a13")),  # noqa: S308 - ours
        "cloth": mark_safe(_cloth()),  # noqa: S308 - our own drawing
    }
    press = the_press()
    with press.lock:
        style = press.weasyprint.CSS(
            string=(PRINT / "poster.css").read_text(), font_config=press.fonts, url_fetcher=press.fetcher
        )
        page = press.weasyprint.HTML(
            string=render_to_string("desk/poster_print.html", context),
            base_url="klinik:",
            url_fetcher=press.fetcher,
        )
        return page.write_pdf(font_config=press.fonts, stylesheets=[style])


@cache
def _cloth() -> str:
    return (PRINT / "cloth.svg").read_text()
