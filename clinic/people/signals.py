"""What happened to people, for the apps above."""

from django.dispatch import Signal

person_registered = Signal()  # person
appointment_changed = Signal()  # appointment: begun or ended; the roles of its person are another set now
consent_withdrawn = Signal()  # consent
