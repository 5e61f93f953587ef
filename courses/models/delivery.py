"""Programmes, their cohorts, and the enrolment on which everything of a person in one hangs."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from courses.codes import new_code, show_code


class Programme(models.Model):
    """What a clinic runs with money of a funder; it names who stays responsible afterwards."""

    class Stage(models.TextChoices):
        NEEDS = "needs", _("Needs")
        CO_DESIGN = "co_design", _("Design together")
        LEARNING = "learning", _("Learning")
        MENTORING = "mentoring", _("Coaching")
        EVALUATION = "evaluation", _("Evaluation")
        AFTER_CARE = "after_care", _("Carry on")

    class Kind(models.TextChoices):
        COMMUNITY = "community", _("community development")
        ASSOCIATION = "association", _("action of an association")
        SERVICE = "service", _("community service")

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    clinic = models.ForeignKey(
        "people.Clinic", models.PROTECT, related_name="programmes", verbose_name=_("clinic")
    )
    name = models.CharField(_("name"), max_length=120)
    summary = models.CharField(_("in one sentence"), max_length=200, blank=True)
    kind = models.CharField(_("kind"), max_length=12, choices=Kind.choices, default=Kind.COMMUNITY)
    stage = models.CharField(_("stage"), max_length=10, choices=Stage.choices, default=Stage.NEEDS)
    course = models.ForeignKey(
        "courses.CoursePage", models.PROTECT, related_name="programmes", verbose_name=_("course")
    )
    funder = models.ForeignKey(
        "people.Organisation",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="funded_programmes",
        verbose_name=_("funder"),
    )
    funding_ends_on = models.DateField(_("money ends on"))
    steward = models.ForeignKey(
        "people.Person",
        models.PROTECT,
        related_name="stewarded_programmes",
        verbose_name=_("who stays responsible afterwards"),
    )

    class Meta:
        verbose_name = _("programme")
        verbose_name_plural = _("programmes")
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(fields=["clinic", "name"], name="one_programme_per_name_and_clinic")
        ]

    def __str__(self) -> str:
        return self.name


class CohortQuerySet(models.QuerySet):
    def open_for_joining(self):
        """Cohorts whose door is open today."""
        today = timezone.localdate()
        return self.filter(Q(joins_until=None, ends_on__gte=today) | Q(joins_until__gte=today))


class Cohort(models.Model):
    """One run of a programme: who learns together, from when to when."""

    programme = models.ForeignKey(
        Programme, models.PROTECT, related_name="cohorts", verbose_name=_("programme")
    )
    name = models.CharField(_("name"), max_length=60)  # Angkatan 3
    code = models.CharField(_("class code"), max_length=6, unique=True, default=new_code)
    quota = models.PositiveSmallIntegerField(_("places"), default=30)
    starts_on = models.DateField(_("starts on"))
    ends_on = models.DateField(_("ends on"))
    joins_until = models.DateField(_("joining possible until"), null=True, blank=True)
    place = models.CharField(_("place"), max_length=120, blank=True)
    pinned_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = CohortQuerySet.as_manager()

    class Meta:
        verbose_name = _("cohort")
        verbose_name_plural = _("cohorts")
        ordering = ["-starts_on", "name"]
        constraints = [
            models.UniqueConstraint(fields=["programme", "name"], name="one_cohort_per_name"),
            models.CheckConstraint(
                condition=Q(ends_on__gte=models.F("starts_on")), name="cohort_ends_after_start"
            ),
            models.CheckConstraint(condition=Q(quota__gt=0), name="cohort_has_places"),
        ]

    def __str__(self) -> str:
        return f"{self.programme}, {self.name}"

    @property
    def shown_code(self) -> str:
        return show_code(self.code)

    @property
    def last_day_to_join(self):
        return self.joins_until or self.ends_on


def taking_part(enrolment: str = "") -> Q:
    """Everybody who did not leave: learning or finished. ``enrolment``: the way to it, ``"enrolment__"``."""
    return ~Q(**{f"{enrolment}state": Enrolment.State.LEFT})


class EnrolmentQuerySet(models.QuerySet):
    def of(self, person):
        return self.filter(person=person)

    def taking_part(self):
        return self.filter(taking_part())


class Enrolment(models.Model):
    """A person, with a business, in a cohort: the hinge everything of them in a programme hangs on."""

    class State(models.TextChoices):
        ACTIVE = "active", _("learning")
        FINISHED = "finished", _("finished")
        LEFT = "left", _("left")

    class Via(models.TextChoices):
        CODE = "code", _("class code")
        ROSTER = "roster", _("list of participants")
        DESK = "desk", _("entered at the desk")

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    person = models.ForeignKey("people.Person", models.PROTECT, related_name="enrolments")
    business = models.ForeignKey(
        "people.Business", models.PROTECT, null=True, blank=True, related_name="enrolments"
    )
    cohort = models.ForeignKey(Cohort, models.PROTECT, related_name="enrolments")
    number = models.PositiveIntegerField()  # 1, 2, 3 ... in the order of joining; decides the test form
    state = models.CharField(max_length=8, choices=State.choices, default=State.ACTIVE)
    via = models.CharField(max_length=6, choices=Via.choices, default=Via.CODE)
    joined_at = models.DateTimeField(default=timezone.now)
    left_on = models.DateField(null=True, blank=True)
    left_because = models.CharField(max_length=200, blank=True)

    objects = EnrolmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("enrolment")
        verbose_name_plural = _("enrolments")
        ordering = ["cohort", "number"]
        constraints = [
            models.UniqueConstraint(fields=["person", "cohort"], name="one_enrolment_per_person_and_cohort"),
            models.UniqueConstraint(fields=["cohort", "number"], name="one_number_per_enrolment"),
            models.CheckConstraint(
                condition=Q(state="left", left_on__isnull=False) | ~Q(state="left"), name="leaving_has_a_date"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person}, {self.cohort}"
