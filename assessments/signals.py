"""News of the assessments."""

from django.dispatch import Signal

attempt_submitted = Signal()  # attempt
