"""Who was given which role, and when it ended, stands in the trail."""

from django.db import migrations

from clinic.audit.track import TrackTable


class Migration(migrations.Migration):
    dependencies = [("people", "0002_places"), ("audit", "0001_trail")]

    operations = [
        TrackTable(
            "people_appointment",
            columns=["person_id", "role", "clinic_id", "organisation_id", "starts_on", "ends_on"],
        )
    ]
