"""Tidying up after sign-ins."""

from celery import shared_task
from django.core.management import call_command

from clinic.people.actions.tries import forget_device_tries


@shared_task
def tidy_sign_ins() -> None:
    """Safe at any time: only what counts no longer goes."""
    forget_device_tries()
    call_command("clearsessions")
