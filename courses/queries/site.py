"""What the public pages show of courses and cohorts."""

from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet
from wagtail.models import Locale, Page

from courses.models import Cohort, Enrolment, LessonPage, ModulePage


@dataclass
class ModuleCard:
    """A module as a card of the catalogue."""

    page: ModulePage
    lessons: int
    minutes: int
    school: str


def module_cards(
    locale: Locale, topic: str = "", words: str = "", within: QuerySet | None = None
) -> list[ModuleCard]:
    """Live modules of one language, by topic and words; three queries whatever their number."""
    modules = ModulePage.objects.live().filter(locale=locale) if within is None else within
    if topic:
        modules = modules.filter(topic=topic)
    if words:
        found = LessonPage.objects.live().filter(locale=locale)
        found = found.filter(Q(title__icontains=words) | Q(lead__icontains=words))
        parents = {path[: -LessonPage.steplen] for path in found.values_list("path", flat=True)}
        modules = modules.filter(
            Q(title__icontains=words)
            | Q(summary__icontains=words)
            | Q(outcomes__icontains=words)
            | Q(path__in=parents)
        )
    modules = list(modules.order_by("path"))
    counts = _lessons_below(modules)
    schools = _parents(modules)
    return [
        ModuleCard(page, *counts.get(page.path, (0, 0)), schools.get(_up(page.path), "")) for page in modules
    ]


def _up(path: str) -> str:
    return path[: -ModulePage.steplen]


def _parents(modules: list[ModulePage]) -> dict[str, str]:
    rows = Page.objects.filter(path__in={_up(page.path) for page in modules})
    return dict(rows.values_list("path", "title"))


def _lessons_below(modules: list[ModulePage]) -> dict[str, tuple[int, int]]:
    below: dict[str, tuple[int, int]] = {}
    paths = {page.path for page in modules}
    for path, minutes in LessonPage.objects.live().values_list("path", "minutes"):
        if (parent := _up(path)) in paths:
            count, total = below.get(parent, (0, 0))
            below[parent] = (count + 1, total + minutes)
    return below


def joinable_cohorts() -> QuerySet[Cohort]:
    """Cohorts whose door is open and that have a place left, the soonest first."""
    taking_part = Count("enrolments", filter=~Q(enrolments__state=Enrolment.State.LEFT))
    return (
        Cohort.objects.open_for_joining()
        .select_related("programme__course", "programme__clinic")
        .annotate(taken=taking_part)
        .order_by("starts_on")
    )
