"""How far somebody got in a lesson."""

from django.db import models
from django.db.models import Q


class LessonProgressQuerySet(models.QuerySet):
    def finished(self):
        return self.filter(finished_at__isnull=False)


class LessonProgress(models.Model):
    """One lesson of one enrolment: opened, where one stopped, what was ticked, finished."""

    enrolment = models.ForeignKey("courses.Enrolment", models.PROTECT, related_name="lesson_progress")
    pinned_lesson = models.ForeignKey("courses.PinnedLesson", models.PROTECT, related_name="progress")
    opened_at = models.DateTimeField()
    seen_at = models.DateTimeField()  # last time it was open
    anchor = models.CharField(max_length=36, blank=True)  # id of the block where one stopped
    ticked = models.JSONField(default=list, blank=True)  # ids of ticked checklist items
    ticked_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)

    objects = LessonProgressQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["enrolment", "pinned_lesson"], name="one_progress_per_lesson"),
            models.CheckConstraint(
                condition=Q(finished_at__isnull=True) | Q(finished_at__gte=models.F("opened_at")),
                name="lesson_finished_after_opened",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.enrolment_id}: {self.pinned_lesson_id}"
