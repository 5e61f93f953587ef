"""What the courses do when something happened to people."""

from django.dispatch import receiver

from clinic.people.signals import appointment_changed
from courses.actions.cms_groups import sync_groups


@receiver(appointment_changed)
def keep_cms_groups(appointment, **_about) -> None:
    sync_groups(appointment.person)
