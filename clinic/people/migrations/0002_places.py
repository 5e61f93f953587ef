"""Organisations, clinics, and appointments in them."""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("people", "0001_person"), ("wagtailimages", "0027_image_description")]

    operations = [
        migrations.CreateModel(
            name="Organisation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("school", "vocational school"),
                            ("association", "association"),
                            ("agency", "local agency"),
                            ("platform", "platform"),
                            ("funder", "funder"),
                        ],
                        max_length=12,
                        verbose_name="kind",
                    ),
                ),
                ("name", models.CharField(max_length=120, unique=True, verbose_name="name")),
                ("slug", models.SlugField(unique=True, verbose_name="short name in addresses")),
                ("about", models.CharField(blank=True, max_length=200, verbose_name="about")),
                ("place", models.CharField(blank=True, max_length=120, verbose_name="place")),
                (
                    "logo",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="wagtailimages.image",
                        verbose_name="logo",
                    ),
                ),
            ],
            options={
                "verbose_name": "organisation",
                "verbose_name_plural": "organisations",
                "ordering": ["name"],
            },
        ),
        migrations.CreateModel(
            name="Clinic",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=80, unique=True, verbose_name="name")),
                ("slug", models.SlugField(unique=True, verbose_name="short name in addresses")),
                (
                    "code",
                    models.CharField(
                        max_length=6, unique=True, verbose_name="letters in certificate numbers"
                    ),
                ),
                ("tagline", models.CharField(blank=True, max_length=120, verbose_name="tagline")),
                ("place", models.CharField(max_length=80, verbose_name="town")),
                ("address", models.CharField(blank=True, max_length=200, verbose_name="address")),
                ("opening_hours", models.CharField(blank=True, max_length=120, verbose_name="opening hours")),
                ("whatsapp", models.CharField(blank=True, max_length=16, verbose_name="WhatsApp number")),
                (
                    "time_zone",
                    models.CharField(
                        choices=[
                            ("Asia/Jakarta", "WIB"),
                            ("Asia/Makassar", "WITA"),
                            ("Asia/Jayapura", "WIT"),
                        ],
                        default="Asia/Jakarta",
                        max_length=32,
                        verbose_name="time zone",
                    ),
                ),
                (
                    "host",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="hosted_clinics",
                        to="people.organisation",
                        verbose_name="host organisation",
                    ),
                ),
                (
                    "partners",
                    models.ManyToManyField(
                        blank=True,
                        related_name="partnered_clinics",
                        to="people.organisation",
                        verbose_name="partners",
                    ),
                ),
            ],
            options={"verbose_name": "clinic", "verbose_name_plural": "clinics", "ordering": ["name"]},
        ),
        migrations.CreateModel(
            name="Appointment",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("mentor", "mentor"),
                            ("instructor", "vocational instructor"),
                            ("reviewer", "reviewer"),
                            ("coordinator", "coordinator"),
                            ("observer", "observer"),
                        ],
                        max_length=12,
                        verbose_name="role",
                    ),
                ),
                ("starts_on", models.DateField(default=django.utils.timezone.localdate, verbose_name="from")),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="until")),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="appointments",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="person",
                    ),
                ),
                (
                    "clinic",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="appointments",
                        to="people.clinic",
                        verbose_name="clinic",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="appointments",
                        to="people.organisation",
                        verbose_name="school",
                    ),
                ),
            ],
            options={
                "verbose_name": "appointment",
                "verbose_name_plural": "appointments",
                "ordering": ["person__name", "role"],
            },
        ),
        migrations.AddConstraint(
            model_name="appointment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("clinic__isnull", False), ("organisation__isnull", True)),
                    models.Q(("clinic__isnull", True), ("organisation__isnull", False)),
                    _connector="OR",
                ),
                name="appointment_in_one_place",
            ),
        ),
        migrations.AddConstraint(
            model_name="appointment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("ends_on__isnull", True), ("ends_on__gte", models.F("starts_on")), _connector="OR"
                ),
                name="appointment_ends_after_start",
            ),
        ),
        migrations.AddConstraint(
            model_name="appointment",
            constraint=models.UniqueConstraint(
                condition=models.Q(("clinic__isnull", False), ("ends_on", None)),
                fields=("person", "role", "clinic"),
                name="one_open_appointment_per_clinic",
            ),
        ),
        migrations.AddConstraint(
            model_name="appointment",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ends_on", None), ("organisation__isnull", False)),
                fields=("person", "role", "organisation"),
                name="one_open_appointment_per_school",
            ),
        ),
    ]
