"""Who accompanies whom, from when until when."""

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class MentorshipQuerySet(models.QuerySet):
    def current(self):
        """Mentorships nobody has ended."""
        return self.filter(ends_on=None)

    def by_mentors(self):
        """By mentors of the clinic, not by fellow participants."""
        return self.filter(is_peer=False)


class Mentorship(models.Model):
    """A mentor and the participant they accompany. At any time one mentor, and peers beside them."""

    mentor = models.ForeignKey(
        "people.Person", models.PROTECT, related_name="mentorships", verbose_name=_("mentor")
    )
    enrolment = models.ForeignKey(
        "courses.Enrolment", models.PROTECT, related_name="mentorships", verbose_name=_("participant")
    )
    is_peer = models.BooleanField(_("a fellow participant"), default=False)
    starts_on = models.DateField(_("from"), default=timezone.localdate)
    ends_on = models.DateField(_("until"), null=True, blank=True)
    handover_note = models.CharField(_("note for the next mentor"), max_length=500, blank=True)

    objects = MentorshipQuerySet.as_manager()

    class Meta:
        verbose_name = _("mentorship")
        verbose_name_plural = _("mentorships")
        ordering = ["enrolment", "starts_on", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["enrolment"], condition=Q(ends_on=None, is_peer=False), name="one_mentor_at_a_time"
            ),
            models.UniqueConstraint(
                fields=["enrolment", "mentor"], condition=Q(ends_on=None), name="one_open_mentorship_per_pair"
            ),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="mentorship_ends_after_start",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.mentor}: {self.enrolment}"
