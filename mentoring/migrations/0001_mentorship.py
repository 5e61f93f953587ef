"""Who accompanies whom, with its trail."""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

from clinic.audit.track import TrackTable


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("courses", "0001_programmes_pages_and_pins"),
        ("audit", "0001_trail"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Mentorship",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("is_peer", models.BooleanField(default=False, verbose_name="a fellow participant")),
                ("starts_on", models.DateField(default=django.utils.timezone.localdate, verbose_name="from")),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="until")),
                (
                    "handover_note",
                    models.CharField(blank=True, max_length=500, verbose_name="note for the next mentor"),
                ),
                (
                    "enrolment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="mentorships",
                        to="courses.enrolment",
                        verbose_name="participant",
                    ),
                ),
                (
                    "mentor",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="mentorships",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="mentor",
                    ),
                ),
            ],
            options={
                "verbose_name": "mentorship",
                "verbose_name_plural": "mentorships",
                "ordering": ["enrolment", "starts_on", "id"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("ends_on", None), ("is_peer", False)),
                        fields=("enrolment",),
                        name="one_mentor_at_a_time",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("ends_on", None)),
                        fields=("enrolment", "mentor"),
                        name="one_open_mentorship_per_pair",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ends_on__isnull", True),
                            ("ends_on__gte", models.F("starts_on")),
                            _connector="OR",
                        ),
                        name="mentorship_ends_after_start",
                    ),
                ],
            },
        ),
        TrackTable(
            "mentoring_mentorship", columns=["mentor_id", "enrolment_id", "is_peer", "starts_on", "ends_on"]
        ),
    ]
