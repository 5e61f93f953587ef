"""One cohort: its code, its tests, its participants; as a page, a table file and a poster."""

from zoneinfo import ZoneInfo

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from assessments.models import Sitting
from clinic.audit.actions import record
from clinic.desk.exports import participant_table
from clinic.desk.forms.participants import FindForm, MentorForm
from clinic.desk.pdf import render_poster
from clinic.desk.queries.board import line_of, with_figures
from clinic.desk.queries.participants import lines_of, participants_of
from clinic.desk.views.door import for_cohort
from clinic.web.pages import paginate, render_page_or_fragment
from courses.exports.tables import MEDIA_TYPES
from courses.models import Cohort


@require_GET
@for_cohort
def cohort(request: HttpRequest, cohort: Cohort) -> HttpResponse:
    """Everything about a cohort on one page."""
    find = FindForm(request.GET)
    page = paginate(request, participants_of(cohort, **find.asked()))
    link = join_link(cohort)
    context = {
        "cohort": cohort,
        "figures": line_of(with_figures(Cohort.objects.filter(pk=cohort.pk)).get(), is_run=True),
        "link": link,
        "invitation": invitation(cohort, link),
        "sittings": Sitting.objects.filter(cohort=cohort).select_related("quiz"),
        "now": timezone.now(),
        "find": find,
        "asked": find.asked(),
        "page": page,
        "lines": lines_of(page.object_list),
        "mentor_form": MentorForm(enrolments=cohort.enrolments.none(), clinic=cohort.programme.clinic),
    }
    with timezone.override(ZoneInfo(cohort.programme.clinic.time_zone)):
        return render_page_or_fragment(request, "desk/cohort.html", context)


def join_link(cohort: Cohort) -> str:
    return settings.BASE_URL.rstrip("/") + reverse("courses:join", args=[cohort.code])


def invitation(cohort: Cohort, link: str) -> str:
    """What a coordinator sends by WhatsApp."""
    words = _(
        "%(clinic)s invites you to %(programme)s, %(cohort)s. Open %(link)s on your phone, or type the class "
        "code %(code)s at %(start)s. It takes two minutes."
    )
    return words % {
        "clinic": cohort.programme.clinic.name,
        "programme": cohort.programme.name,
        "cohort": cohort.name,
        "link": link,
        "code": cohort.shown_code,
        "start": settings.BASE_URL.rstrip("/") + reverse("courses:join_start"),
    }


@require_GET
@for_cohort
def poster(request: HttpRequest, cohort: Cohort) -> HttpResponse:
    """An A4 poster with the class code, to print and to send."""
    answer = HttpResponse(render_poster(cohort, join_link(cohort)), content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="poster-{slugify(cohort.code)}.pdf"'
    return answer


@require_GET
@for_cohort
def participants_file(request: HttpRequest, cohort: Cohort, kind: str) -> HttpResponse:
    """All participants as a table; that it was taken stands in the trail."""
    content = participant_table(cohort, kind)
    record("participants_exported", cohort, by=request.user, after={"kind": kind})
    answer = HttpResponse(content, content_type=MEDIA_TYPES[kind])
    name = slugify(f"{cohort.programme.name} {cohort.name}") or "peserta"
    answer["Content-Disposition"] = f'attachment; filename="{name}.{kind}"'
    return answer
