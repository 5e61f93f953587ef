"""From a snapshot to the printed certificate: two pages A4 landscape, PDF/A-3a and PDF/UA-1."""

from certificates.pdf.cases import PrintingUnavailable, Unprintable
from certificates.pdf.letters import printable
from certificates.pdf.pages import page_texts
from certificates.pdf.press import the_press
from certificates.pdf.sizes import style_rules
from certificates.snapshot import Snapshot

__all__ = ["PrintingUnavailable", "Unprintable", "render_certificate"]


def render_certificate(snapshot: Snapshot, check_url: str) -> bytes:
    """The certificate and its transcript as one PDF. The QR code leads to ``check_url``.

    The same snapshot gives the same bytes. Refuses letters that the shipped fonts cannot show
    (``Unprintable``) and machines without Pango (``PrintingUnavailable``); symbols such as emoji are
    left out.
    """
    said = printable(snapshot)
    html, rules = page_texts(said, check_url), style_rules(said)
    return the_press().print(html, rules, identifier=said["public_id"])
