"""News of the courses."""

from django.dispatch import Signal

person_enrolled = Signal()  # enrolment
lesson_finished = Signal()  # enrolment, pinned_lesson
