"""A participant's home, and the page about oneself."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET

from certificates.queries import certificates_of, standing_of
from clinic.desk.queries.today import today_of
from clinic.policy import DOOR_PASSWORD, MENTOR, PARTICIPANT, SESSION_DOOR, policy
from courses.permissions import enrolments_of


@require_GET
@policy(PARTICIPANT)
def home_of(request: HttpRequest) -> HttpResponse:
    """Where somebody belongs after signing in: staff to their work, everybody else to today."""
    if request.session.get(SESSION_DOOR) != DOOR_PASSWORD:
        return redirect("desk:today")
    roles = request.user.roles
    if roles & {"coordinator", "administrator", "observer"}:
        return redirect("desk:board")
    if MENTOR in roles:
        return redirect("desk:mentees")
    return redirect("wagtailadmin_home")


@require_GET
@policy(PARTICIPANT)
def today(request: HttpRequest) -> HttpResponse:
    """The next step first; the way so far below it."""
    enrolment = enrolments_of(request.user).first()
    if enrolment is None:
        return render(request, "desk/today_empty.html")
    return render(request, "desk/today.html", {"today": today_of(enrolment)})


@require_GET
@policy(PARTICIPANT)
def me(request: HttpRequest) -> HttpResponse:
    """Who I am here: certificates, what is missing for the next one, and the way out."""
    enrolments = list(enrolments_of(request.user))
    context = {
        "enrolment": enrolments[0] if enrolments else None,
        "certificates": certificates_of(request.user),
        "standings": [
            (enrolment, standing)
            for enrolment in enrolments
            if (standing := standing_of(enrolment)) and not standing.certificate
        ],
    }
    return render(request, "desk/me.html", context)
