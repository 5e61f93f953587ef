"""The press: WeasyPrint with our fonts and drawings, loaded once for all certificates of a process.

WeasyPrint is imported inside the functions only: it is slow to load and needs Pango. Nothing but the
files of ``certificates/print/`` can be read while printing.
"""

import io
import os
import threading
from dataclasses import dataclass
from functools import cache
from itertools import chain
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from certificates.pdf.cases import PrintingUnavailable

PRINT = Path(__file__).resolve().parent.parent / "print"
SHIPPED = {"klinik:mark.svg": (PRINT / "mark.svg", "image/svg+xml")}  # all that a page may refer to
GROUNDS = ("certificate", "transcript")  # one under each page
PANGO = "apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"


@dataclass(frozen=True)
class Press:
    """What all certificates of a process share; one prints at a time."""

    weasyprint: Any
    fonts: Any
    style: Any
    fetcher: Any
    grounds: tuple[bytes, ...]
    lock: threading.Lock

    def print(self, html: str, rules: str, identifier: str) -> bytes:
        """A PDF of the pages, each on its ground. ``rules`` are added to the shared style."""
        with self.lock:
            added = self.weasyprint.CSS(string=rules, font_config=self.fonts, url_fetcher=self.fetcher)
            source = self.weasyprint.HTML(string=html, base_url="klinik:", url_fetcher=self.fetcher)
            document = source.render(font_config=self.fonts, stylesheets=[self.style, added])
            return document.write_pdf(
                finisher=self._finish, pdf_variant="pdf/a-3a", pdf_identifier=identifier.encode()
            )

    def _finish(self, document: Any, pdf: Any) -> None:
        for reference, ground in zip(pdf.page_references, self.grounds, strict=True):
            _lay_under(pdf, _object(pdf, reference), ground)
        _declare_accessible(pdf)


@cache
def the_press() -> Press:
    """The press, with its grounds drawn: half a second once, instead of for every certificate."""
    weasyprint = _weasyprint()
    from weasyprint.text.fonts import FontConfiguration
    from weasyprint.urls import URLFetcher, URLFetcherResponse

    class ShippedFiles(URLFetcher):
        """Hands over the shipped drawings and nothing else; anything missing stops the printing."""

        def fetch(self, url, headers=None):
            if url not in SHIPPED:
                raise ValueError(f"a certificate may not refer to {url}")
            path, kind = SHIPPED[url]
            return URLFetcherResponse(url, path.read_bytes(), {"Content-Type": kind})

    fonts, fetcher = FontConfiguration(), ShippedFiles(fail_on_errors=True)
    style = weasyprint.CSS(
        string=(PRINT / "certificate.css").read_text(), font_config=fonts, url_fetcher=fetcher
    )
    grounds = tuple(_drawn(weasyprint, name, fetcher) for name in GROUNDS)
    return Press(weasyprint, fonts, style, fetcher, grounds, threading.Lock())


def _weasyprint() -> Any:
    """WeasyPrint, seeing the shipped fonts only."""
    os.environ["FONTCONFIG_FILE"] = str(PRINT / "fonts.conf")
    try:
        import weasyprint
    except OSError as missing:
        raise PrintingUnavailable(
            _("Printing needs the Pango libraries. Install them with: %(line)s") % {"line": PANGO}
        ) from missing
    return weasyprint


def _drawn(weasyprint: Any, name: str, fetcher: Any) -> bytes:
    """A ground as the drawing operators of a PDF page. It is opaque, so its alpha states are dropped."""
    drawing = (PRINT / "grounds" / f"{name}.svg").read_text()
    page = (
        "<style>@page { size: 297mm 210mm; margin: 0 } body { margin: 0 } "
        f"svg {{ display: block; width: 297mm; height: 210mm }}</style>{drawing}"
    )
    operators: list[bytes] = []

    def take(document: Any, pdf: Any) -> None:
        content = _object(pdf, _object(pdf, pdf.page_references[0])["Contents"])
        operators.extend(part if isinstance(part, bytes) else str(part).encode() for part in content.stream)

    weasyprint.HTML(string=page, url_fetcher=fetcher).write_pdf(io.BytesIO(), finisher=take)
    lines = chain.from_iterable(part.splitlines() for part in operators)
    return b"\n".join(line for line in lines if not line.endswith(b" gs"))


def _lay_under(pdf: Any, page: Any, ground: bytes) -> None:
    """Lay a ground under a page as a form XObject: an artifact, drawn before everything else."""
    import pydyf

    extra = {"Type": "/XObject", "Subtype": "/Form", "BBox": page["MediaBox"], "Resources": "<< >>"}
    form = pydyf.Stream([ground], pydyf.Dictionary(extra), compress=True)
    pdf.add_object(form)
    name = f"Ground{form.number}"
    _object(pdf, page["Resources"])["XObject"][name] = form.reference
    _object(pdf, page["Contents"]).stream.insert(0, f"/Artifact BMC q /{name} Do Q EMC".encode())


def _declare_accessible(pdf: Any) -> None:
    """Say in the metadata that the file is PDF/UA-1 too, and leave them uncompressed as PDF/A asks."""
    metadata = _object(pdf, pdf.catalog["Metadata"])
    metadata.compress = False
    claim = (PRINT / "pdfua.xml").read_bytes()
    metadata.stream = [part.replace(b"</rdf:RDF>", claim + b"</rdf:RDF>") for part in metadata.stream]


def _object(pdf: Any, reference: bytes) -> Any:
    """The object that a reference such as ``12 0 R`` leads to."""
    return pdf.objects[int(reference.split()[0])]
