"""What certificates do when something was learned."""

from django.dispatch import receiver

from assessments.signals import attempt_submitted
from certificates.tasks import award
from clinic.later import after_commit
from courses.signals import lesson_finished


@receiver(attempt_submitted)
def award_after_attempt(attempt, **_about) -> None:
    after_commit(award, attempt.enrolment_id)


@receiver(lesson_finished)
def award_after_lesson(enrolment, **_about) -> None:
    after_commit(award, enrolment.pk)
