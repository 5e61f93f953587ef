"""Printing certificates in the background, and keeping the file."""

from django.core.files.base import ContentFile
from django.utils.translation import gettext_lazy as _

from certificates.models import Certificate
from certificates.pdf import render_certificate
from clinic.jobs.actions import start_job
from clinic.jobs.models import Job
from clinic.jobs.registry import Work

KIND = "print_certificate"


def print_later(certificate: Certificate) -> Job:
    """Have the PDF made; asking twice gives the same job."""
    return start_job(
        KIND,
        {"certificate": certificate.pk},
        idem_key=f"{KIND}:{certificate.pk}",
        clinic=certificate.award.programme.clinic,
    )


def _items(payload: dict) -> list[str]:
    return [str(payload["certificate"])]


def _rendered(payload: dict, key: str) -> bytes:
    certificate = Certificate.objects.get(pk=key)
    return render_certificate(certificate.snapshot, certificate.check_url)


def _keep_file(payload: dict, key: str, content: bytes) -> dict:
    """The file first, under its final name, then the row: a row with a file always has one on the disk."""
    certificate = Certificate.objects.get(pk=key)
    certificate.file.save("", ContentFile(content), save=False)
    certificate.save(update_fields=["file"])
    return {"bytes": len(content)}


PRINTING = Work(kind=KIND, title=_("Print a certificate"), items=_items, prepare=_rendered, keep=_keep_file)
