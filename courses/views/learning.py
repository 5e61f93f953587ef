"""One's own course, as pinned for one's cohort."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from clinic.policy import PARTICIPANT, policy
from courses.actions.learning import finish_lesson, open_lesson, remember_place, tick_items
from courses.models import Enrolment, PinnedText
from courses.permissions import enrolments_of
from courses.queries.outline import LessonLine, ModuleLine, Outline, current_lesson, outline_of, progress_of
from courses.queries.pinned import LessonText, lesson_text

own_enrolment = policy(PARTICIPANT, of=enrolments_of, by="cohort__code", arg="code", name="enrolment")


@require_GET
@policy(PARTICIPANT)
def learn(request: HttpRequest) -> HttpResponse:
    """To the course one is in; with none, how to join one."""
    enrolment = enrolments_of(request.user).first()
    if enrolment is None:
        return render(request, "courses/no_course.html")
    return redirect("courses:course", enrolment.cohort.code)


@require_GET
@own_enrolment
def course(request: HttpRequest, enrolment: Enrolment) -> HttpResponse:
    """All modules, the one to go on with first."""
    outline = outline_of(enrolment)
    others = [other for other in enrolments_of(request.user) if other != enrolment]
    context = {
        "enrolment": enrolment,
        "outline": outline,
        "current": current_lesson(outline),
        "others": others,
    }
    return render(request, "courses/course.html", context)


@require_GET
@own_enrolment
def module(request: HttpRequest, enrolment: Enrolment, module_slug: str) -> HttpResponse:
    """Why this module was made, its lessons, and who wrote it."""
    outline = outline_of(enrolment)
    line = _module_line(outline, module_slug)
    context = {
        "enrolment": enrolment,
        "outline": outline,
        "module": line,
        "current": next((lesson for lesson in line.lessons if lesson.is_current), line.next_lesson),
    }
    return render(request, "courses/module.html", context)


@require_GET
@own_enrolment
def lesson(request: HttpRequest, enrolment: Enrolment, module_slug: str, lesson_slug: str) -> HttpResponse:
    """The lesson, with one's own ticks in it."""
    text = _text_or_404(enrolment, module_slug, lesson_slug)
    progress = progress_of(enrolment)
    here = progress[text.pinned.pk] = open_lesson(enrolment, text.pinned, progress.get(text.pinned.pk))
    outline = outline_of(enrolment, progress)
    line = _module_line(outline, module_slug)
    place = next(n for n, row in enumerate(line.lessons) if row.pinned.pk == text.pinned.pk)
    context = {
        "enrolment": enrolment,
        "outline": outline,
        "module": line,
        "lesson": line.lessons[place],
        "previous": line.lessons[place - 1] if place else None,
        "text": text,
        "progress": here,
        "ticked": set(here.ticked),
    }
    return render(request, "courses/lesson.html", context)


@require_POST
@own_enrolment
def tick(request: HttpRequest, enrolment: Enrolment, module_slug: str, lesson_slug: str) -> HttpResponse:
    """Keep the ticks of one checklist."""
    text = _text_or_404(enrolment, module_slug, lesson_slug)
    block_id = request.POST.get("checklist", "")
    shown = text.checklist(block_id)
    if not shown:
        raise Http404("no such checklist")
    progress = tick_items(enrolment, text.pinned, shown, set(request.POST.getlist("item")))
    if request.htmx:
        return render(request, "courses/_ticks_saved.html", {"block_id": block_id, "progress": progress})
    here = reverse("courses:lesson", args=[enrolment.cohort.code, module_slug, lesson_slug])
    return redirect(f"{here}#b-{block_id}")


@require_POST
@own_enrolment
def finish(request: HttpRequest, enrolment: Enrolment, module_slug: str, lesson_slug: str) -> HttpResponse:
    """Mark the lesson as finished and go on to the next one."""
    text = _text_or_404(enrolment, module_slug, lesson_slug)
    finish_lesson(enrolment, text.pinned)
    outline = outline_of(enrolment)
    following = _following(outline, text.pinned.pk)
    if following is None:
        return redirect("desk:today")
    return redirect(following.url)


@require_POST
@own_enrolment
def keep_place(
    request: HttpRequest, enrolment: Enrolment, module_slug: str, lesson_slug: str
) -> HttpResponse:
    """Remember at which block somebody stopped; sent by the page when it is left."""
    text = _text_or_404(enrolment, module_slug, lesson_slug)
    anchor = request.POST.get("anchor", "")
    if anchor in text.anchors:
        remember_place(enrolment, text.pinned, anchor)
    return HttpResponse(status=204)


def _module_line(outline: Outline, module_slug: str) -> ModuleLine:
    line = next((module for module in outline.modules if module.pinned.slug == module_slug), None)
    if line is None:
        raise Http404("no such module in this cohort")
    return line


def _text_or_404(enrolment: Enrolment, module_slug: str, lesson_slug: str) -> LessonText:
    try:
        return lesson_text(enrolment.cohort, module_slug, lesson_slug)
    except PinnedText.DoesNotExist as missing:
        raise Http404 from missing


def _following(outline: Outline, pinned_id: int) -> LessonLine | None:
    """The lesson after this one, in the next module where this was the last; None after the very last."""
    rows = outline.lessons
    place = next(n for n, row in enumerate(rows) if row.pinned.pk == pinned_id)
    return rows[place + 1] if place + 1 < len(rows) else None
