"""Attempts and scores write themselves into the trail, whichever way they are changed."""

from django.db import migrations

from clinic.audit.track import TrackTable


class Migration(migrations.Migration):
    dependencies = [("assessments", "0001_banks_quizzes_attempts"), ("audit", "0001_trail")]

    operations = [
        TrackTable(
            "assessments_attempt",
            columns=["enrolment_id", "sitting_id", "form_id", "started_at", "submitted_at"],
        ),
        TrackTable(
            "assessments_score", columns=["attempt_id", "number", "share", "items", "reason", "made_at"]
        ),
    ]
