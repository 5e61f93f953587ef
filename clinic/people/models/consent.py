"""What a person agreed to, purpose by purpose."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class ConsentQuerySet(models.QuerySet):
    def standing(self):
        """Given and not withdrawn."""
        return self.filter(withdrawn_at=None)


class Consent(models.Model):
    """One purpose, agreed to at a time in the words of one version of the text; withdrawn at another."""

    class Purpose(models.TextChoices):
        LEARNING = "learning", _("learning and mentoring")
        REPORT = "report", _("programme reports without my name")
        BUSINESS = "business", _("business figures")
        PHOTO = "photo", _("photos")
        QUOTE = "quote", _("quotes")
        CONTACT = "contact", _("contact after the programme")

    person = models.ForeignKey("people.Person", models.PROTECT, related_name="consents")
    purpose = models.CharField(max_length=10, choices=Purpose.choices)
    text_version = models.CharField(max_length=20)
    channel = models.CharField(max_length=20)  # join form, own page, roster
    given_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = ConsentQuerySet.as_manager()

    class Meta:
        verbose_name = _("consent")
        verbose_name_plural = _("consents")
        ordering = ["given_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "purpose"], condition=Q(withdrawn_at=None), name="one_standing_consent"
            )
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.get_purpose_display()}"
