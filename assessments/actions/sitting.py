"""Starting and handing in an attempt."""

from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from assessments.allotment import form_label
from assessments.models import Answer, Attempt, QuizForm, Score, Sitting
from assessments.scoring import AskedItem, mark
from assessments.signals import attempt_submitted
from clinic.refusals import Refusal
from courses.models import Enrolment


@transaction.atomic
def start_attempt(enrolment: Enrolment, sitting: Sitting) -> Attempt:
    """The attempt of this enrolment at this sitting: begun now, or as it was left, on any device.

    Refuses before the sitting opens and after it closes; a test is handed in once.
    """
    enrolment = Enrolment.objects.select_for_update().get(pk=enrolment.pk)
    attempt = Attempt.objects.filter(enrolment=enrolment, sitting=sitting).first()
    if attempt is not None:
        return attempt
    now = timezone.now()
    if now < sitting.opens_at:
        opens = timezone.localtime(sitting.opens_at)
        raise Refusal(
            _("This test opens on %(day)s.") % {"day": date_format(opens, "l, j F Y, H.i")}, code="early"
        )
    if not sitting.is_open(now):
        raise Refusal(_("This test is closed. Ask your mentor whether you can still take it."), code="late")

    form = QuizForm.objects.get(quiz=sitting.quiz_id, label=form_label(enrolment.number, sitting.moment))
    return Attempt.objects.create(enrolment=enrolment, sitting=sitting, form=form, started_at=now)


@transaction.atomic
def submit_attempt(attempt: Attempt) -> Attempt:
    """Hand in: close the attempt, score what is saved, announce it. A second time changes nothing.

    Whoever comes second, by a double tap or from another phone, gets the same attempt back: the
    receipt is the same and there is one score.
    """
    attempt = Attempt.objects.select_for_update().get(pk=attempt.pk)
    if attempt.is_submitted:
        return attempt

    now = timezone.now()
    attempt.submitted_at = now
    attempt.save(update_fields=["submitted_at"])
    marks = mark(asked_items(attempt.form_id), responses_of(attempt))
    Score.objects.create(
        attempt=attempt,
        number=1,
        share=marks.share,
        items={str(item): float(share) for item, share in marks.items.items()},
        made_at=now,
    )

    attempt_submitted.send(sender=Attempt, attempt=attempt)
    return attempt


def asked_items(form_id: int) -> list[AskedItem]:
    """The items of a form with their content, in order."""
    form = QuizForm.objects.get(pk=form_id)
    return [
        AskedItem(item.pk, item.version.question.kind, item.version.content)
        for item in form.items.select_related("version__question").order_by("position")
    ]


def responses_of(attempt: Attempt) -> dict[int, dict | None]:
    """``{item id: response}`` of what is saved."""
    return dict(Answer.objects.filter(attempt=attempt).values_list("item_id", "response"))
