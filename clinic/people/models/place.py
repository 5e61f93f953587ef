"""Organisations, clinics, and the appointments that hold a role in one of them."""

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Organisation(models.Model):
    """A school, an association, an agency, a platform or a funder that carries a clinic."""

    class Kind(models.TextChoices):
        SCHOOL = "school", _("vocational school")
        ASSOCIATION = "association", _("association")
        AGENCY = "agency", _("local agency")
        PLATFORM = "platform", _("platform")
        FUNDER = "funder", _("funder")

    kind = models.CharField(_("kind"), max_length=12, choices=Kind.choices)
    name = models.CharField(_("name"), max_length=120, unique=True)
    slug = models.SlugField(_("short name in addresses"), unique=True)
    about = models.CharField(_("about"), max_length=200, blank=True)
    place = models.CharField(_("place"), max_length=120, blank=True)
    logo = models.ForeignKey(
        "wagtailimages.Image",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("logo"),
    )

    class Meta:
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class Clinic(models.Model):
    """A lasting place where owners learn; programmes come and go within it."""

    class TimeZone(models.TextChoices):
        WIB = "Asia/Jakarta", "WIB"
        WITA = "Asia/Makassar", "WITA"
        WIT = "Asia/Jayapura", "WIT"

    name = models.CharField(_("name"), max_length=80, unique=True)
    slug = models.SlugField(_("short name in addresses"), unique=True)
    code = models.CharField(_("letters in certificate numbers"), max_length=6, unique=True)
    host = models.ForeignKey(
        Organisation, models.PROTECT, related_name="hosted_clinics", verbose_name=_("host organisation")
    )
    partners = models.ManyToManyField(
        Organisation, blank=True, related_name="partnered_clinics", verbose_name=_("partners")
    )
    tagline = models.CharField(_("tagline"), max_length=120, blank=True)
    place = models.CharField(_("town"), max_length=80)
    address = models.CharField(_("address"), max_length=200, blank=True)
    opening_hours = models.CharField(_("opening hours"), max_length=120, blank=True)
    whatsapp = models.CharField(_("WhatsApp number"), max_length=16, blank=True)  # E.164
    time_zone = models.CharField(
        _("time zone"), max_length=32, choices=TimeZone.choices, default=TimeZone.WIB
    )

    class Meta:
        verbose_name = _("clinic")
        verbose_name_plural = _("clinics")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class AppointmentQuerySet(models.QuerySet):
    def current(self):
        """Appointments that hold today."""
        today = timezone.localdate()
        return self.filter(Q(ends_on=None) | Q(ends_on__gte=today), starts_on__lte=today)

    def of(self, person):
        return self.filter(person=person)


class Appointment(models.Model):
    """A role, held by a person in one place, from a day until a day."""

    class Role(models.TextChoices):
        MENTOR = "mentor", _("mentor")
        INSTRUCTOR = "instructor", _("vocational instructor")
        REVIEWER = "reviewer", _("reviewer")
        COORDINATOR = "coordinator", _("coordinator")
        OBSERVER = "observer", _("observer")

    AT_ORGANISATION = (Role.INSTRUCTOR,)  # every other role is held at a clinic

    person = models.ForeignKey(
        "people.Person", models.PROTECT, related_name="appointments", verbose_name=_("person")
    )
    role = models.CharField(_("role"), max_length=12, choices=Role.choices)
    clinic = models.ForeignKey(
        Clinic, models.PROTECT, null=True, blank=True, related_name="appointments", verbose_name=_("clinic")
    )
    organisation = models.ForeignKey(
        Organisation,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="appointments",
        verbose_name=_("school"),
    )
    starts_on = models.DateField(_("from"), default=timezone.localdate)
    ends_on = models.DateField(_("until"), null=True, blank=True)

    objects = AppointmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("appointment")
        verbose_name_plural = _("appointments")
        ordering = ["person__name", "role"]
        constraints = [
            models.CheckConstraint(
                condition=Q(clinic__isnull=False, organisation__isnull=True)
                | Q(clinic__isnull=True, organisation__isnull=False),
                name="appointment_in_one_place",
            ),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=models.F("starts_on")),
                name="appointment_ends_after_start",
            ),
            models.UniqueConstraint(
                fields=["person", "role", "clinic"],
                condition=Q(ends_on=None, clinic__isnull=False),
                name="one_open_appointment_per_clinic",
            ),
            models.UniqueConstraint(
                fields=["person", "role", "organisation"],
                condition=Q(ends_on=None, organisation__isnull=False),
                name="one_open_appointment_per_school",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person}, {self.get_role_display()}, {self.place}"

    @property
    def place(self) -> "Clinic | Organisation":
        return self.clinic or self.organisation  # type: ignore[return-value] # a constraint: one of them
