"""Quizzes in parallel forms, and the sittings at which a cohort takes them."""

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Quiz(models.Model):
    """A test that comes in parallel forms."""

    name = models.CharField(_("name"), max_length=120, unique=True)
    course = models.ForeignKey(
        "courses.CoursePage", models.PROTECT, related_name="quizzes", verbose_name=_("course")
    )

    class Meta:
        verbose_name = _("quiz")
        verbose_name_plural = _("quizzes")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class QuizForm(models.Model):
    """One of the parallel forms of a quiz: as hard as the other, with other questions."""

    class Label(models.TextChoices):
        A = "A", "A"
        B = "B", "B"

    quiz = models.ForeignKey(Quiz, models.PROTECT, related_name="forms")
    label = models.CharField(max_length=1, choices=Label.choices)

    class Meta:
        ordering = ["quiz", "label"]
        constraints = [models.UniqueConstraint(fields=["quiz", "label"], name="one_form_per_label")]

    def __str__(self) -> str:
        return f"{self.quiz} {self.label}"


class QuizItem(models.Model):
    """A version of a question at its place in a form."""

    form = models.ForeignKey(QuizForm, models.PROTECT, related_name="items")
    position = models.PositiveSmallIntegerField()  # 1, 2, 3 ...
    version = models.ForeignKey("assessments.QuestionVersion", models.PROTECT, related_name="items")

    class Meta:
        ordering = ["form", "position"]
        constraints = [
            models.UniqueConstraint(fields=["form", "position"], name="one_item_per_position"),
            models.UniqueConstraint(fields=["form", "version"], name="one_item_per_version"),
        ]

    def __str__(self) -> str:
        return f"{self.form} {self.position}"


class SittingQuerySet(models.QuerySet):
    def open(self, at=None):
        """Sittings that take answers at this moment."""
        at = at or timezone.now()
        return self.filter(Q(closes_at=None) | Q(closes_at__gt=at), opens_at__lte=at)


class Sitting(models.Model):
    """When a cohort takes a quiz: before, after, or some months later."""

    class Moment(models.TextChoices):
        PRE = "pre", _("Pre-test")
        POST = "post", _("Post-test")
        DELAYED = "delayed", _("Delayed test")

    cohort = models.ForeignKey(
        "courses.Cohort", models.PROTECT, related_name="sittings", verbose_name=_("cohort")
    )
    quiz = models.ForeignKey(Quiz, models.PROTECT, related_name="sittings", verbose_name=_("quiz"))
    moment = models.CharField(_("moment"), max_length=8, choices=Moment.choices)
    opens_at = models.DateTimeField(_("opens"))
    closes_at = models.DateTimeField(_("closes"), null=True, blank=True)

    objects = SittingQuerySet.as_manager()

    class Meta:
        verbose_name = _("sitting")
        verbose_name_plural = _("sittings")
        ordering = ["cohort", "opens_at"]
        constraints = [
            models.UniqueConstraint(fields=["cohort", "moment"], name="one_sitting_per_moment"),
            models.CheckConstraint(
                condition=Q(closes_at__isnull=True) | Q(closes_at__gt=models.F("opens_at")),
                name="sitting_closes_after_opening",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_moment_display()}, {self.cohort}"

    def is_open(self, at=None) -> bool:
        at = at or timezone.now()
        return self.opens_at <= at and (self.closes_at is None or at < self.closes_at)
