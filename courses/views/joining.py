"""Joining a cohort with its class code, from a poster or by typing it."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods

from clinic.people.actions.joining import register_person
from clinic.people.views.entry import let_in
from clinic.policy import ANYONE, policy
from clinic.refusals import Refusal
from courses.actions.enrolling import enrol
from courses.codes import read_code
from courses.forms import CodeForm, JoinForm
from courses.models import Cohort


@require_http_methods(["GET"])
@policy(ANYONE)
def join_start(request: HttpRequest) -> HttpResponse:
    """Where a class code is typed."""
    form = CodeForm(request.GET if "code" in request.GET else None)
    if form.is_valid():
        return redirect("courses:join", form.cohort.code)
    return render(request, "courses/join_start.html", {"form": form}, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "POST"])
@policy(ANYONE)
def join(request: HttpRequest, code: str) -> HttpResponse:
    """Name, phone, PIN, consent: four fields, then inside. Somebody signed in is enrolled with one press."""
    cohort = Cohort.objects.filter(code=read_code(code)).select_related("programme__clinic").first()
    if cohort is None:
        raise Http404
    if cohort.code != code:
        return redirect("courses:join", cohort.code)
    if request.user.is_authenticated:
        return _join_signed_in(request, cohort)

    form = JoinForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            person = register_person(**form.registration(), language=get_language() or "id")
        except Refusal as refusal:
            if refusal.code != "known":
                raise
            form.offer_sign_in(refusal)
        else:
            enrol(person, cohort)
            return let_in(request, redirect("desk:today"), person, keep=True)
    context = {"cohort": cohort, "form": form, "taken": cohort.enrolments.taking_part().count()}
    return render(request, "courses/join.html", context, status=422 if form.is_bound else 200)


def _join_signed_in(request: HttpRequest, cohort: Cohort) -> HttpResponse:
    if request.method == "POST":
        enrol(request.user, cohort, business=request.user.businesses.first())
        return redirect("desk:today")
    context = {"cohort": cohort, "taken": cohort.enrolments.taking_part().count()}
    return render(request, "courses/join_signed_in.html", context)
