"""The board: all cohorts of one's clinics."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from clinic.desk.permissions import cohorts_seen_by, programmes_seen_by
from clinic.desk.queries.board import board_lines
from clinic.people.permissions import clinics_of
from clinic.policy import ADMINISTRATOR, COORDINATOR, OBSERVER, policy
from clinic.web.pages import paginate


@require_GET
@policy(COORDINATOR, ADMINISTRATOR, OBSERVER, second_factor=True)
def board(request: HttpRequest) -> HttpResponse:
    """Every cohort in figures; who only observes sees no group of fewer than five."""
    programmes = list(programmes_seen_by(request.user).select_related("clinic"))
    asked = request.GET.get("programme", "")
    chosen = next((programme for programme in programmes if str(programme.public_id) == asked), None)
    cohorts = cohorts_seen_by(request.user)
    page = paginate(request, cohorts.filter(programme=chosen) if chosen else cohorts, per_page=30)
    context = {
        "programmes": programmes,
        "chosen": chosen,
        "page": page,
        "lines": board_lines(request.user, page.object_list),
        "can_plan": clinics_of(request.user, COORDINATOR).exists(),
    }
    return render(request, "desk/board.html", context)
