"""What the public pages show of courses and cohorts."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, F, Q, QuerySet
from wagtail.models import Locale, Page

from courses.models import Cohort, Enrolment, LessonPage, ModulePage, SchoolPage


@dataclass
class ModuleCard:
    """A module as a card of the catalogue."""

    page: ModulePage
    lessons: int
    minutes: int
    school: str


@dataclass
class SchoolCard:
    """A school as a card of the list."""

    page: SchoolPage
    modules: int


def module_cards(
    locale: Locale, subject: str = "", words: str = "", within: QuerySet | None = None
) -> list[ModuleCard]:
    """Live modules of one language, by subject and words; three queries whatever their number."""
    modules = ModulePage.objects.live().filter(locale=locale) if within is None else within
    if subject:
        modules = modules.filter(subject=subject)
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


def _parents(pages: Iterable[Page]) -> dict[str, str]:
    rows = Page.objects.filter(path__in={_up(page.path) for page in pages})
    return dict(rows.values_list("path", "title"))


def _lessons_below(modules: list[ModulePage]) -> dict[str, tuple[int, int]]:
    below: dict[str, tuple[int, int]] = {}
    paths = {page.path for page in modules}
    for path, minutes in LessonPage.objects.live().values_list("path", "minutes"):
        if (parent := _up(path)) in paths:
            count, total = below.get(parent, (0, 0))
            below[parent] = (count + 1, total + minutes)
    return below


def school_cards(index: Page) -> list[SchoolCard]:
    """The live schools below a page with how many modules they wrote; two queries."""
    schools = list(SchoolPage.objects.live().child_of(index).select_related("organisation").order_by("path"))
    paths = ModulePage.objects.live().descendant_of(index).values_list("path", flat=True)
    written = Counter(_up(path) for path in paths)
    return [SchoolCard(school, written[school.path]) for school in schools]


def joinable_cohorts() -> QuerySet[Cohort]:
    """Cohorts whose door is open and that have a place left, the soonest first."""
    taking_part = Count("enrolments", filter=~Q(enrolments__state=Enrolment.State.LEFT))
    return (
        Cohort.objects.open_for_joining()
        .select_related("programme__course", "programme__clinic")
        .annotate(taken=taking_part)
        .filter(taken__lt=F("quota"))
        .order_by("starts_on")
    )


@dataclass
class Hit:
    """A page that was found: what it is, and what stands above it."""

    page: Page
    kind: str
    above: str


def pages_with(words: str, locale: Locale):
    """Live pages of one language that contain all these words; none where there are no words."""
    pages = Page.objects.live().public().filter(locale=locale, depth__gt=1)
    bare = " ".join(re.findall(r"\w+", words))  # SQLite takes quotes, stars and dashes for commands
    return pages.search(bare, operator="and") if bare else pages.none()


def hits_of(pages: Iterable[Page]) -> list[Hit]:
    """One query more, whatever the number of pages."""
    pages = list(pages)
    titles = _parents(pages)
    return [
        Hit(page, str(page.specific_class._meta.verbose_name), titles.get(_up(page.path), ""))
        for page in pages
    ]
