"""What a coordinator does for participants: adding, leaving, coming back, mentor, one-time code."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from clinic.desk.forms.participants import LeaveForm, MentorForm, ParticipantForm
from clinic.desk.views.door import for_cohort, for_enrolment
from clinic.refusals import Refusal
from courses.actions.enrolling import leave, return_to_cohort
from courses.actions.roster import add_participant
from courses.models import Cohort, Enrolment
from mentoring.actions import assign_mentor


@require_http_methods(["GET", "POST"])
@for_cohort
def new_participant(request: HttpRequest, cohort: Cohort) -> HttpResponse:
    """One participant by hand."""
    form = ParticipantForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        enrolment, is_new = add_participant(cohort, request.user, **form.cleaned_data)
        if is_new:
            words = _("%(name)s has a place. Give them a one-time code to sign in with.")
        else:
            words = _(
                "%(name)s is known by this number and has a place. Name and business stay as they were."
            )
        messages.success(request, words % {"name": enrolment.person.name})
        return redirect("desk:person", enrolment.person.public_id)
    context = {"form": form, "cohort": cohort}
    return render(request, "desk/participant_form.html", context, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "POST"])
@for_enrolment
def note_leaving(request: HttpRequest, enrolment: Enrolment) -> HttpResponse:
    form = LeaveForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        leave(enrolment, form.cleaned_data["because"])
        messages.success(
            request, _("Noted. What %(name)s has done stays.") % {"name": enrolment.person.short_name}
        )
        return redirect("desk:person", enrolment.person.public_id)
    context = {"form": form, "enrolment": enrolment}
    return render(request, "desk/leave.html", context, status=422 if form.is_bound else 200)


@require_POST
@for_enrolment
def note_return(request: HttpRequest, enrolment: Enrolment) -> HttpResponse:
    return_to_cohort(enrolment)
    messages.success(request, _("%(name)s takes part again.") % {"name": enrolment.person.short_name})
    return redirect("desk:person", enrolment.person.public_id)


@require_POST
@for_cohort
def assign_mentors(request: HttpRequest, cohort: Cohort) -> HttpResponse:
    """One mentor for everybody who is ticked."""
    form = MentorForm(
        request.POST, enrolments=cohort.enrolments.taking_part(), clinic=cohort.programme.clinic
    )
    if not form.is_valid():
        raise Refusal(" ".join(str(error) for errors in form.errors.values() for error in errors))
    mentor, enrolments = form.cleaned_data["mentor"], form.cleaned_data["participants"]
    for enrolment in enrolments:
        assign_mentor(enrolment, mentor)
    words = ngettext(
        "%(mentor)s accompanies %(n)s participant more.",
        "%(mentor)s accompanies these %(n)s participants.",
        len(enrolments),
    )
    messages.success(request, words % {"mentor": mentor.name, "n": len(enrolments)})
    return redirect("desk:cohort", cohort.code)
