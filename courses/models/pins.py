"""What a cohort learns: revisions, pinned, so that editing a module never changes a running cohort."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class FrozenLesson(models.Model):
    """One revision of a lesson, rendered once: the same bytes for everybody, for ever.

    The revision is the truth, and this row what its readers see of it.
    ``segments``: [{"id", "kind", "html"}], a checklist carries {"id", "kind", "items": [{"id", "text"}]},
    a glossary {"id", "kind", "entries": [{"term", "meaning"}]}.
    """

    revision = models.OneToOneField("wagtailcore.Revision", models.PROTECT, related_name="+")
    title = models.CharField(max_length=255)
    lead = models.CharField(max_length=300, blank=True)
    minutes = models.PositiveSmallIntegerField()
    weight = models.PositiveIntegerField()  # bytes of text and pictures, as a phone loads them
    segments = models.JSONField()

    def __str__(self) -> str:
        return self.title


class PinnedModule(models.Model):
    """A module as one cohort learns it."""

    cohort = models.ForeignKey("courses.Cohort", models.PROTECT, related_name="pinned_modules")
    module = models.ForeignKey("courses.ModulePage", models.PROTECT, related_name="pins")
    revision = models.ForeignKey("wagtailcore.Revision", models.PROTECT, related_name="+")
    position = models.PositiveSmallIntegerField()
    slug = models.SlugField(max_length=255)
    cloth = models.CharField(max_length=6)
    texts = (
        models.JSONField()
    )  # {language: {"title", "summary", "asked_for", "outcomes", "authors", "school"}}

    class Meta:
        verbose_name = _("pinned module")
        ordering = ["cohort", "position"]
        constraints = [
            models.UniqueConstraint(fields=["cohort", "module"], name="one_pin_per_module"),
            models.UniqueConstraint(fields=["cohort", "slug"], name="one_pin_per_slug"),
        ]

    def __str__(self) -> str:
        return f"{self.position}. {self.slug}"


class PinnedLesson(models.Model):
    """A lesson of a pinned module, at its place."""

    pinned_module = models.ForeignKey(PinnedModule, models.PROTECT, related_name="lessons")
    lesson = models.ForeignKey("courses.LessonPage", models.PROTECT, related_name="pins")
    objective = models.ForeignKey("courses.Objective", models.PROTECT, null=True, related_name="+")
    position = models.PositiveSmallIntegerField()
    slug = models.SlugField(max_length=255)

    class Meta:
        verbose_name = _("pinned lesson")
        ordering = ["pinned_module", "position"]
        constraints = [
            models.UniqueConstraint(fields=["pinned_module", "lesson"], name="one_pin_per_lesson"),
            models.UniqueConstraint(fields=["pinned_module", "slug"], name="one_pin_per_lesson_slug"),
        ]

    def __str__(self) -> str:
        return f"{self.position}. {self.slug}"


class PinnedText(models.Model):
    """A pinned lesson in one language."""

    pinned_lesson = models.ForeignKey(PinnedLesson, models.CASCADE, related_name="texts")
    language = models.CharField(max_length=5)
    frozen = models.ForeignKey(FrozenLesson, models.PROTECT, related_name="pins")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["pinned_lesson", "language"], name="one_text_per_language")
        ]

    def __str__(self) -> str:
        return f"{self.pinned_lesson} ({self.language})"
