"""A list of participants: upload, look, confirm. Nothing is written before the last."""

from pathlib import Path

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from clinic.desk.forms.participants import RosterForm
from clinic.desk.queries.roster import preview_of
from clinic.desk.tasks import ROSTER
from clinic.desk.uploads import forget_upload, keep_upload, upload_at
from clinic.desk.views.door import for_cohort
from clinic.jobs.actions import start_job
from clinic.web.pages import paginate
from courses.actions.roster import import_roster
from courses.imports.roster import Roster, read_roster
from courses.models import Cohort

MOST_AT_ONCE = 200  # rows; longer lists are read in the background, part by part


@require_http_methods(["GET", "POST"])
@for_cohort
def upload(request: HttpRequest, cohort: Cohort) -> HttpResponse:
    """Choose the file. It is read at once, and kept for a day until it is confirmed."""
    is_sent = request.method == "POST"
    form = RosterForm(request.POST if is_sent else None, request.FILES if is_sent else None)
    if form.is_valid():
        file = form.cleaned_data["file"]
        file.seek(0)
        token = keep_upload(file.read(), file.name, request.user, cohort)
        return redirect("desk:roster_preview", cohort.code, token)
    context = {"form": form, "cohort": cohort}
    return render(request, "desk/roster.html", context, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "POST"])
@for_cohort
def look(request: HttpRequest, cohort: Cohort, token: str) -> HttpResponse:
    """What becomes of each row; the button does it."""
    path = upload_at(token, request.user, cohort)
    if path is None:
        messages.warning(request, _("This list is not kept any more. Choose the file again."))
        return redirect("desk:roster", cohort.code)
    with path.open("rb") as file:
        roster = read_roster(file, path.name)
    if request.method == "POST":
        return _confirm(request, cohort, roster, path)

    preview = preview_of(cohort, roster)
    context = {
        "cohort": cohort,
        "preview": preview,
        "roster": roster,
        "page": paginate(request, preview.lines, per_page=100),
        "is_long": len(roster.rows) > MOST_AT_ONCE,
    }
    return render(request, "desk/roster_preview.html", context)


def _confirm(request: HttpRequest, cohort: Cohort, roster: Roster, path: Path) -> HttpResponse:
    if len(roster.rows) > MOST_AT_ONCE:
        payload = {
            "cohort": cohort.code,
            "upload": path.name,
            "rows": len(roster.rows),
            "by": str(request.user.public_id),
        }
        job = start_job(
            ROSTER,
            payload,
            idem_key=f"roster {path.name}",
            started_by=request.user,
            clinic=cohort.programme.clinic,
        )
        return redirect("jobs:show_job", job.public_id)
    fates = import_roster(cohort, roster.rows, by=request.user)
    forget_upload(path)
    words = ngettext(
        "%(n)s person got a place, %(new)s of them new to the clinic.",
        "%(n)s people got a place, %(new)s of them new to the clinic.",
        fates.enrolled,
    )
    messages.success(request, words % {"n": fates.enrolled, "new": fates.new})
    return redirect("desk:cohort", cohort.code)
