"""Attempts, their answers, and the scores they were given."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class AttemptQuerySet(models.QuerySet):
    def submitted(self):
        return self.filter(submitted_at__isnull=False)

    def at(self, moment):
        return self.filter(sitting__moment=moment)


class Attempt(models.Model):
    """One enrolment taking one form at one sitting; submitted once, scored when it is."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    enrolment = models.ForeignKey("courses.Enrolment", models.PROTECT, related_name="attempts")
    sitting = models.ForeignKey("assessments.Sitting", models.PROTECT, related_name="attempts")
    form = models.ForeignKey("assessments.QuizForm", models.PROTECT, related_name="attempts")
    started_at = models.DateTimeField()
    submitted_at = models.DateTimeField(null=True, blank=True)

    objects = AttemptQuerySet.as_manager()

    class Meta:
        verbose_name = _("attempt")
        verbose_name_plural = _("attempts")
        ordering = ["started_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["enrolment", "sitting"],
                condition=Q(submitted_at=None),
                name="one_open_attempt",
            ),
            models.CheckConstraint(
                condition=Q(submitted_at__isnull=True) | Q(submitted_at__gte=models.F("started_at")),
                name="attempt_submitted_after_start",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.enrolment_id}: {self.sitting_id}"

    @property
    def is_submitted(self) -> bool:
        return self.submitted_at is not None


class Answer(models.Model):
    """What somebody answered to one item; each save carries a higher ``seq`` than the last.

    A save counts only from the page that saved last, or from one that has seen the last save: a stale
    tab or a second phone never overwrites what it did not show.

    ``response`` is what the kind of the question reads from the browser; null where the person has
    only flagged the item. ``{"unknown": true}`` says "I don't know yet".
    """

    attempt = models.ForeignKey(Attempt, models.PROTECT, related_name="answers")
    item = models.ForeignKey("assessments.QuizItem", models.PROTECT, related_name="answers")
    response = models.JSONField(null=True)
    is_flagged = models.BooleanField(default=False)
    seq = models.BigIntegerField()
    page = models.CharField(max_length=32)  # the opened page that saved last, a random name
    saved_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["attempt", "item"], name="one_answer_per_item")]

    def __str__(self) -> str:
        return f"{self.attempt_id}/{self.item_id} #{self.seq}"


class Score(models.Model):
    """A score of an attempt. Scores are only added: a regrade is a new one and says why."""

    attempt = models.ForeignKey(Attempt, models.PROTECT, related_name="scores")
    number = models.PositiveSmallIntegerField()  # 1, 2, 3 ...; the highest counts
    share = models.DecimalField(max_digits=5, decimal_places=4)  # of the items, 0 to 1
    items = models.JSONField()  # {item id as text: share of the item reached, 0 to 1}
    reason = models.CharField(max_length=200, blank=True)
    made_at = models.DateTimeField()

    class Meta:
        ordering = ["attempt", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["attempt", "number"], name="one_score_per_number"),
            models.CheckConstraint(condition=Q(share__gte=0, share__lte=1), name="score_is_a_share"),
            models.CheckConstraint(condition=Q(number=1) | ~Q(reason=""), name="regrade_says_why"),
        ]

    def __str__(self) -> str:
        return f"{self.attempt_id}: {self.share}"
