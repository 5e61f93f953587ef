"""Awarding in the background, safe to run twice."""

from celery import shared_task

from certificates.actions.issuing import award_if_earned
from certificates.queries.earned import earned_without_certificate


@shared_task(name="certificates.tasks.award")
def award(enrolment_id: int) -> None:
    """A second run finds the certificate of the first."""
    award_if_earned(enrolment_id)


@shared_task(name="certificates.tasks.award_missed")
def award_missed() -> None:
    """Award what a lost message or a changed rule left behind; whoever has a certificate is passed over."""
    for enrolment_id in earned_without_certificate():
        award_if_earned(enrolment_id)
