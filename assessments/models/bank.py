"""Questions and their versions."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from assessments.kinds import KINDS


class QuestionBank(models.Model):
    """The questions of one school, or of a clinic's partners together."""

    name = models.CharField(_("name"), max_length=120, unique=True)
    organisation = models.ForeignKey(
        "people.Organisation", models.PROTECT, related_name="question_banks", verbose_name=_("school")
    )

    class Meta:
        verbose_name = _("question bank")
        verbose_name_plural = _("question banks")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class Question(models.Model):
    """One question through all its versions, tagged with the objective it asks for."""

    class Status(models.TextChoices):
        DRAFT = "draft", _("draft")
        REVIEWED = "reviewed", _("reviewed")
        RETIRED = "retired", _("no longer used")

    bank = models.ForeignKey(QuestionBank, models.PROTECT, related_name="questions", verbose_name=_("bank"))
    code = models.CharField(_("code"), max_length=24)
    objective = models.ForeignKey(
        "courses.Objective", models.PROTECT, related_name="questions", verbose_name=_("objective")
    )
    kind = models.CharField(
        _("kind"), max_length=12, choices=[(name, kind.label) for name, kind in KINDS.items()]
    )
    status = models.CharField(_("status"), max_length=10, choices=Status.choices, default=Status.DRAFT)

    class Meta:
        verbose_name = _("question")
        verbose_name_plural = _("questions")
        ordering = ["bank", "code"]
        constraints = [models.UniqueConstraint(fields=["bank", "code"], name="one_question_per_code")]

    def __str__(self) -> str:
        return self.code


class QuestionVersion(models.Model):
    """A question as it was asked; never edited once answered, a change is a new version.

    ``content`` is what the kind of the question says (``assessments/kinds``); texts are
    ``{"id": words, "en": words}``.
    """

    question = models.ForeignKey(Question, models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    content = models.JSONField()
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("version of a question")
        ordering = ["question", "-number"]
        constraints = [models.UniqueConstraint(fields=["question", "number"], name="one_version_per_number")]

    def __str__(self) -> str:
        return f"{self.question} v{self.number}"
