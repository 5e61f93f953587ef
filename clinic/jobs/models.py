"""Pieces of slow work: the row is the truth, the message to a worker is only a nudge."""

import math
import uuid
from datetime import timedelta

from django.db import models
from django.db.models import DurationField, ExpressionWrapper, F, Q, Value
from django.db.models.functions import Now
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from clinic.jobs.registry import WORKS

MOST_RUNS = 5  # runs in a row that finish no item; then people have to look


def in_seconds(seconds: float) -> ExpressionWrapper:
    """A moment from now by the database's clock, which all workers share."""
    return ExpressionWrapper(
        Now() + Value(timedelta(seconds=seconds), DurationField()), output_field=models.DateTimeField()
    )


class JobQuerySet(models.QuerySet):
    def open(self):
        return self.filter(state__in=(Job.State.READY, Job.State.RUNNING))

    def claimable(self):
        """Ready and due, or left behind by a worker whose lease ran out."""
        due = Q(state=Job.State.READY, not_before__lte=Now())
        left = Q(state=Job.State.RUNNING, lease_until__lt=Now())
        return self.open().filter(due | left)

    def held_by(self, owner: str):
        return self.filter(state=Job.State.RUNNING, owner=owner)


class Job(models.Model):
    """One piece of slow work, made of items; each item is done once, whatever is killed."""

    class State(models.TextChoices):
        READY = "ready", _("waiting")
        RUNNING = "running", _("in progress")
        DONE = "done", _("done")
        FAILED = "failed", _("stopped")

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    kind = models.CharField(_("kind"), max_length=60)
    payload = models.JSONField(default=dict)
    state = models.CharField(_("state"), max_length=7, choices=State.choices, default=State.READY)
    total = models.PositiveIntegerField(default=0)
    done = models.PositiveIntegerField(default=0)
    owner = models.CharField(max_length=120, blank=True)  # the run that holds it
    lease_until = models.DateTimeField(null=True, blank=True)
    runs = models.PositiveSmallIntegerField(default=0)  # since the last finished item
    error = models.TextField(blank=True)  # words for people
    idem_key = models.CharField(max_length=120, unique=True, null=True, blank=True)
    started_by = models.ForeignKey(
        "people.Person", models.SET_NULL, null=True, blank=True, related_name="started_jobs"
    )
    clinic = models.ForeignKey("people.Clinic", models.PROTECT, null=True, blank=True, related_name="jobs")
    created_at = models.DateTimeField(auto_now_add=True)
    not_before = models.DateTimeField(db_default=Now())
    nudged_at = models.DateTimeField(null=True, blank=True)  # when the sweep last sent it
    finished_at = models.DateTimeField(null=True, blank=True)

    objects = JobQuerySet.as_manager()

    class Meta:
        verbose_name = _("job")
        verbose_name_plural = _("jobs")
        ordering = ["-created_at", "-id"]
        indexes = [
            models.Index(fields=["not_before"], condition=Q(state__in=["ready", "running"]), name="job_open")
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=["ready", "running", "done", "failed"]), name="job_state_known"
            ),
            models.CheckConstraint(condition=Q(done__lte=F("total")), name="job_done_within_total"),
            models.CheckConstraint(
                condition=Q(state="running", lease_until__isnull=False) & ~Q(owner="")
                | (~Q(state="running") & Q(lease_until__isnull=True, owner="")),
                name="job_running_is_held",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["done", "failed"], finished_at__isnull=False)
                | Q(state__in=["ready", "running"], finished_at__isnull=True),
                name="job_finished_has_a_time",
            ),
            models.CheckConstraint(condition=~Q(state="failed") | ~Q(error=""), name="job_failure_has_words"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.public_id}"

    @property
    def title(self) -> str:
        work = WORKS.get(self.kind)  # a row may outlive its kind
        return str(work.title if work else _("Work of an earlier version"))

    @property
    def seen_at(self) -> str:
        """The address where people see what came out; empty before that, or where there is none."""
        work = WORKS.get(self.kind)
        return work.seen_at(self.payload) if work and work.seen_at and self.state == self.State.DONE else ""

    @property
    def is_open(self) -> bool:
        return self.state in (self.State.READY, self.State.RUNNING)

    @property
    def percent(self) -> int:
        if self.state == self.State.DONE:
            return 100  # also where there was nothing to do
        return 100 * self.done // self.total if self.total else 0

    @property
    def minutes_left(self) -> int | None:
        """By the pace so far, pauses included; None while it is not known."""
        if self.state != self.State.RUNNING or not self.done:
            return None
        seconds_per_item = (timezone.now() - self.created_at).total_seconds() / self.done
        return max(1, math.ceil(seconds_per_item * (self.total - self.done) / 60))


class JobItem(models.Model):
    """One finished item; the unique pair is what makes a second run harmless."""

    job = models.ForeignKey(Job, models.CASCADE, related_name="items")
    key = models.CharField(max_length=120)
    result = models.JSONField(null=True)
    done_at = models.DateTimeField(db_default=Now())

    class Meta:
        verbose_name = _("finished item")
        verbose_name_plural = _("finished items")
        constraints = [models.UniqueConstraint(fields=["job", "key"], name="job_item_once")]

    def __str__(self) -> str:
        return f"{self.job_id}: {self.key}"
