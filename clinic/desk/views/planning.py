"""Planning and changing programmes, cohorts and the times of their tests."""

from zoneinfo import ZoneInfo

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from assessments.actions.planning import close_sitting, open_sitting, plan_sittings, set_sitting_times
from assessments.models import Quiz, Sitting
from clinic.desk.forms.planning import CohortForm, ProgrammeForm, SittingForm
from clinic.desk.views.door import for_cohort, for_coordinators, for_programme
from clinic.refusals import Refusal
from courses.actions.planning import change_cohort, change_programme, plan_cohort, plan_programme
from courses.models import Cohort, Programme
from courses.permissions import programmes_run_by


@require_http_methods(["GET", "POST"])
@for_coordinators
def new_programme(request: HttpRequest) -> HttpResponse:
    form = ProgrammeForm(request.POST if request.method == "POST" else None, person=request.user)
    if form.is_valid():
        programme = plan_programme(request.user, **form.cleaned_data)
        messages.success(request, _("%(name)s is planned. Now plan its first cohort.") % {"name": programme})
        return redirect("desk:programme", programme.public_id)
    return render(request, "desk/programme.html", {"form": form}, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "POST"])
@for_programme
def edit_programme(request: HttpRequest, programme: Programme) -> HttpResponse:
    typed = request.POST if request.method == "POST" else None
    form = ProgrammeForm(typed, instance=programme, person=request.user)
    if form.is_valid():
        try:
            change_programme(programme, request.user, **form.cleaned_data)
        except Refusal as refusal:
            form.add_error("course" if refusal.code == "course" else None, str(refusal))
        else:
            messages.success(request, _("The programme is saved."))
            return redirect("desk:programme", programme.public_id)
    context = {
        "form": form,
        "programme": Programme.objects.get(pk=programme.pk),
        "cohorts": programme.cohorts.all(),
    }
    return render(request, "desk/programme.html", context, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "POST"])
@for_coordinators
def new_cohort(request: HttpRequest) -> HttpResponse:
    """A cohort with its class code and the times of its tests."""
    form = CohortForm(
        request.POST if request.method == "POST" else None,
        initial={"programme": request.GET.get("programme")},
        person=request.user,
    )
    if form.is_valid():
        plan = {name: value for name, value in form.cleaned_data.items() if name != "quiz"}
        cohort = plan_cohort(by=request.user, **plan)
        if (quiz := form.quiz_for(cohort.programme)) is not None:
            plan_sittings(cohort, quiz)
        messages.success(
            request, _("%(name)s is planned. Its class code opens the door now.") % {"name": cohort.name}
        )
        return redirect("desk:cohort", cohort.code)
    context = {"form": form, "has_programmes": programmes_run_by(request.user).exists()}
    return render(request, "desk/cohort_form.html", context, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "POST"])
@for_cohort
def edit_cohort(request: HttpRequest, cohort: Cohort) -> HttpResponse:
    typed = request.POST if request.method == "POST" else None
    form = CohortForm(typed, instance=cohort, person=request.user)
    if form.is_valid():
        try:
            change_cohort(cohort, request.user, **form.cleaned_data)
        except Refusal as refusal:
            form.add_error("quota" if refusal.code == "quota" else None, str(refusal))
        else:
            messages.success(request, _("The cohort is saved."))
            return redirect("desk:cohort", cohort.code)
    context = {"form": form, "cohort": cohort}
    return render(request, "desk/cohort_form.html", context, status=422 if form.is_bound else 200)


@require_POST
@for_cohort
def plan_tests(request: HttpRequest, cohort: Cohort) -> HttpResponse:
    """Tests for a cohort that was planned before its course had one."""
    quiz = Quiz.objects.filter(course=cohort.programme.course_id).first()
    if quiz is None:
        raise Refusal(_("The course of this programme has no test yet. Ask its school to make one."))
    plan_sittings(cohort, quiz)
    return redirect("desk:cohort", cohort.code)


@require_http_methods(["GET", "POST"])
@for_cohort
def edit_sitting(request: HttpRequest, cohort: Cohort, moment: str) -> HttpResponse:
    """When a test opens and closes, by the clock of the clinic."""
    sitting = _sitting_of(cohort, moment)
    with timezone.override(ZoneInfo(cohort.programme.clinic.time_zone)):
        form = SittingForm(request.POST if request.method == "POST" else None, instance=sitting)
        if form.is_valid():
            set_sitting_times(sitting, **form.cleaned_data, by=request.user)
            messages.success(request, _("The times are saved."))
            return redirect("desk:cohort", cohort.code)
        context = {"form": form, "cohort": cohort, "sitting": sitting}
        return render(request, "desk/sitting.html", context, status=422 if form.is_bound else 200)


@require_POST
@for_cohort
def open_test(request: HttpRequest, cohort: Cohort, moment: str) -> HttpResponse:
    sitting = open_sitting(_sitting_of(cohort, moment), by=request.user)
    messages.success(request, _("%(test)s is open now.") % {"test": sitting.get_moment_display()})
    return redirect("desk:cohort", cohort.code)


@require_POST
@for_cohort
def close_test(request: HttpRequest, cohort: Cohort, moment: str) -> HttpResponse:
    sitting = close_sitting(_sitting_of(cohort, moment), by=request.user)
    messages.success(request, _("%(test)s is closed.") % {"test": sitting.get_moment_display()})
    return redirect("desk:cohort", cohort.code)


def _sitting_of(cohort: Cohort, moment: str) -> Sitting:
    sitting = Sitting.objects.filter(cohort=cohort, moment=moment).select_related("quiz").first()
    if sitting is None:
        raise Http404
    return sitting
