"""A mentor's participants: the list, one of them, a one-time code."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from assessments.queries.tests import tests_of
from clinic.desk.forms.people import FindPeopleForm
from clinic.desk.queries.mentees import mentee_rows
from clinic.desk.queries.participants import lines_of, with_progress
from clinic.people.actions.sign_in import issue_code
from clinic.people.phones import wa_link
from clinic.policy import MENTOR, policy
from clinic.web.pages import paginate, render_page_or_fragment
from courses.models import Enrolment
from courses.queries.outline import outline_of
from mentoring.permissions import mentees_of

for_mentor_of = policy(MENTOR, of=mentees_of, name="enrolment")


@require_GET
@policy(MENTOR)
def mentees(request: HttpRequest) -> HttpResponse:
    """Everybody one accompanies, those longest away first."""
    form = FindPeopleForm(request.GET)
    page = paginate(request, mentee_rows(request.user, form.typed()), per_page=30)
    lines = [(line, greeting_link(line.enrolment)) for line in lines_of(page.object_list)]
    context = {"form": form, "typed": form.typed(), "page": page, "lines": lines}
    return render_page_or_fragment(request, "mentoring/mentees.html", context)


@require_GET
@for_mentor_of
def mentee(request: HttpRequest, enrolment: Enrolment) -> HttpResponse:
    return _mentee_page(request, enrolment)


@never_cache
@require_POST
@for_mentor_of
def mentee_code(request: HttpRequest, enrolment: Enrolment) -> HttpResponse:
    """A one-time code, shown on this answer and nowhere else."""
    return _mentee_page(request, enrolment, code=issue_code(enrolment.person, by=request.user))


def greeting_link(enrolment: Enrolment) -> str:
    """WhatsApp with the first words already there."""
    person = enrolment.person
    words = _("Hello %(name)s, how is your lesson going? Is there anything I can help with?")
    return wa_link(person.phone, words % {"name": person.short_name}) if person.phone else ""


def _mentee_page(request: HttpRequest, enrolment: Enrolment, code: str = "") -> HttpResponse:
    (line,) = lines_of(with_progress(Enrolment.objects.filter(pk=enrolment.pk)))
    context = {
        "enrolment": enrolment,
        "person": enrolment.person,
        "line": line,
        "outline": outline_of(enrolment),
        "tests": tests_of(enrolment).values(),
        "greeting": greeting_link(enrolment),
        "code": code,
    }
    return render(request, "mentoring/mentee.html", context)
