"""Sitting a quiz: begin, one question at a time, look over, hand in, see the result."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from assessments.actions import SaveOutcome, save_answer, start_attempt, submit_attempt
from assessments.forms import AnswerForm, new_page_name
from assessments.models import Answer, Attempt, QuizItem, Sitting
from assessments.permissions import attempts_of
from assessments.queries.results import result_of
from assessments.queries.sheet import sheet_item, sheet_of
from clinic.policy import PARTICIPANT, policy
from courses.models import Enrolment
from courses.permissions import enrolments_of

own_attempt = policy(PARTICIPANT, of=attempts_of, arg="attempt_id", name="attempt")
own_enrolment = policy(PARTICIPANT, of=enrolments_of, arg="enrolment_id", name="enrolment")


@never_cache
@require_http_methods(["GET", "POST"])
@own_enrolment
def begin(request: HttpRequest, enrolment: Enrolment, moment: str) -> HttpResponse:
    """What to expect; then the first question, or the one where somebody stopped."""
    sitting = get_object_or_404(
        Sitting.objects.select_related("quiz"), cohort=enrolment.cohort, moment=moment
    )
    attempt = Attempt.objects.filter(enrolment=enrolment, sitting=sitting).first()
    if request.method == "POST":
        return redirect("assessments:resume", start_attempt(enrolment, sitting).public_id)
    if attempt is not None:
        return redirect("assessments:resume", attempt.public_id)
    form = sitting.quiz.forms.first()
    context = {"enrolment": enrolment, "sitting": sitting, "total": form.items.count() if form else 0}
    return render(request, "assessments/begin.html", context)


@never_cache
@require_GET
@own_attempt
def resume(request: HttpRequest, attempt: Attempt) -> HttpResponse:
    """To the first question without an answer; to the result once handed in."""
    if attempt.is_submitted:
        return redirect("assessments:result", attempt.public_id)
    return redirect("assessments:question", attempt.public_id, sheet_of(attempt).resume_at)


@never_cache
@require_http_methods(["GET", "POST"])
@own_attempt
def question(request: HttpRequest, attempt: Attempt, position: int) -> HttpResponse:
    """One question. A POST saves the answer at once and goes on; with htmx it stays and says so."""
    if attempt.is_submitted:
        return redirect("assessments:result", attempt.public_id)
    if request.method == "GET":
        return _show(request, attempt, position)
    item = sheet_item(attempt, position)
    if item is None:
        raise Http404

    form = AnswerForm(request.POST, sheet_item=item)
    if not form.is_valid():
        return _show(request, attempt, position, form=form, status=422)
    saved = save_answer(
        attempt, item.item, form.response, is_flagged=form.cleaned_data["flag"], **form.order()
    )
    if saved.outcome is SaveOutcome.CLOSED:
        return _closed(request, attempt)
    if saved.outcome is SaveOutcome.STALE:
        return _show(request, attempt, position, form=form, status=409)
    if request.htmx:
        return render(request, "assessments/_saved.html", {"answer": saved.answer})
    return _go_on(attempt, position)


@never_cache
@require_GET
@own_attempt
def look_over(request: HttpRequest, attempt: Attempt) -> HttpResponse:
    """Every question with one's answer, before handing in."""
    if attempt.is_submitted:
        return redirect("assessments:result", attempt.public_id)
    return render(request, "assessments/look_over.html", {"attempt": attempt, "sheet": sheet_of(attempt)})


@require_POST
@own_attempt
def submit(request: HttpRequest, attempt: Attempt) -> HttpResponse:
    """Hand in. A double tap and a second phone get the same receipt."""
    submit_attempt(attempt)
    return redirect("assessments:result", attempt.public_id)


@never_cache
@require_GET
@own_attempt
def result(request: HttpRequest, attempt: Attempt) -> HttpResponse:
    """After the pre-test a thank you; after the post-test before and after, and every question explained."""
    if not attempt.is_submitted:
        return redirect("assessments:resume", attempt.public_id)
    if attempt.sitting.moment == Sitting.Moment.PRE:
        return render(request, "assessments/received.html", {"attempt": attempt})
    sheet = sheet_of(attempt)
    score = attempt.scores.first()
    reached = score.items if score else {}
    explained = [(item, reached.get(str(item.item.pk), 0)) for item in sheet.items]
    context = {"attempt": attempt, "result": result_of(attempt.enrolment), "explained": explained}
    return render(request, "assessments/result.html", context)


def _show(
    request: HttpRequest, attempt: Attempt, position: int, form: AnswerForm | None = None, status: int = 200
) -> HttpResponse:
    sheet = sheet_of(attempt)
    item = sheet.at(position)
    if item is None:
        raise Http404
    base = item.answer.seq if item.answer else 0
    context = {
        "attempt": attempt,
        "sheet": sheet,
        "item": item,
        "form": form,
        "shown": item.shown(form.response if form and form.is_valid() else None),
        "is_stale": status == 409,
        "page_name": new_page_name(),
        "base": base,
        "is_last": item.position == sheet.total,
    }
    if request.htmx and status != 200:
        return render(request, "assessments/_not_saved.html", context, status=status)
    return render(request, "assessments/question.html", context, status=status)


def _go_on(attempt: Attempt, position: int) -> HttpResponse:
    if QuizItem.objects.filter(form=attempt.form_id, position__gt=position).exists():
        return redirect("assessments:question", attempt.public_id, position + 1)
    return redirect("assessments:look_over", attempt.public_id)


def _closed(request: HttpRequest, attempt: Attempt) -> HttpResponse:
    """The test was handed in elsewhere, or its time is over: say so, and what is safe."""
    context = {"attempt": attempt, "answers": Answer.objects.filter(attempt=attempt).count()}
    template = "assessments/_not_saved.html" if request.htmx else "assessments/closed.html"
    return render(request, template, context | {"is_closed": True}, status=409)
