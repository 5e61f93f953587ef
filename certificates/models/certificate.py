"""Certificates, and the series their numbers come from."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from certificates.files import certificate_storage
from certificates.numbering import new_public_id


class NumberSeries(models.Model):
    """The numbers of one prefix in one year; ``last`` is the last one given."""

    prefix = models.CharField(max_length=12)
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("number series")
        verbose_name_plural = _("number series")
        constraints = [
            models.UniqueConstraint(fields=["prefix", "year"], name="one_series_per_prefix_and_year")
        ]

    def __str__(self) -> str:
        return f"{self.prefix}-{self.year}: {self.last}"


class CertificateQuerySet(models.QuerySet):
    def valid(self):
        return self.filter(state=Certificate.State.VALID)

    def printed(self):
        """Those whose PDF is ready."""
        return self.exclude(file="")

    def found_by(self, words: str):
        """Those whose number or printed name holds these words."""
        return self.filter(Q(number__icontains=words) | Q(snapshot__name__icontains=words))


def file_name(certificate: "Certificate", _name: str) -> str:
    return f"{certificate.issued_at.year}/{certificate.number}-{certificate.public_id}.pdf"


class Certificate(models.Model):
    """One certificate as it was issued. Its snapshot never changes: a correction is a new certificate.

    The database refuses changes of what was frozen (migration ``0002``).
    """

    class State(models.TextChoices):
        VALID = "valid", _("valid")
        CORRECTED = "corrected", _("corrected")  # another one replaces it
        REVOKED = "revoked", _("revoked")

    award = models.ForeignKey("certificates.Award", models.PROTECT, related_name="certificates")
    enrolment = models.ForeignKey("courses.Enrolment", models.PROTECT, related_name="certificates")
    series = models.ForeignKey(NumberSeries, models.PROTECT, related_name="certificates")
    sequence = models.PositiveIntegerField()
    number = models.CharField(_("number"), max_length=32, unique=True)
    public_id = models.CharField(max_length=12, unique=True, default=new_public_id, editable=False)
    snapshot = models.JSONField()  # certificates.snapshot.Snapshot
    file = models.FileField(storage=certificate_storage, upload_to=file_name, max_length=120, blank=True)
    state = models.CharField(_("state"), max_length=9, choices=State.choices, default=State.VALID)
    issued_at = models.DateTimeField(default=timezone.now)
    ended_at = models.DateTimeField(null=True, blank=True)  # corrected or revoked
    ended_by = models.ForeignKey("people.Person", models.PROTECT, null=True, blank=True, related_name="+")
    reason = models.CharField(max_length=200, blank=True)  # of the end; whoever checks reads it
    replaces = models.OneToOneField("self", models.PROTECT, null=True, blank=True, related_name="replaced_by")

    objects = CertificateQuerySet.as_manager()

    class Meta:
        verbose_name = _("certificate")
        verbose_name_plural = _("certificates")
        ordering = ["-issued_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["enrolment", "award"],
                condition=Q(state="valid"),
                name="one_valid_certificate_per_enrolment",
            ),
            models.UniqueConstraint(fields=["series", "sequence"], name="one_certificate_per_sequence"),
            models.CheckConstraint(
                condition=Q(state__in=["valid", "corrected", "revoked"]), name="certificate_state_known"
            ),
            models.CheckConstraint(
                condition=Q(state="valid", ended_at__isnull=True)
                | (~Q(state="valid") & Q(ended_at__isnull=False) & ~Q(reason="")),
                name="certificate_end_has_time_and_reason",
            ),
            models.CheckConstraint(
                condition=Q(replaces__isnull=True) | ~Q(replaces=F("id")), name="certificate_replaces_another"
            ),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def name(self) -> str:
        """The name as printed."""
        return self.snapshot["name"]

    @property
    def is_valid(self) -> bool:
        return self.state == self.State.VALID

    @property
    def file_size(self) -> int | None:
        """In bytes; None before it is printed."""
        return self.file.size if self.file else None

    @property
    def check_url(self) -> str:
        """The full address of the page that anybody can check it on; printed as QR code."""
        return f"{settings.BASE_URL.rstrip('/')}/c/{self.public_id}/"
