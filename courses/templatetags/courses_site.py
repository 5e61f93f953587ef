"""What the public pages ask for: menus, ways back, catalogues, cohorts with room."""

from dataclasses import dataclass

from django import template
from django.conf import settings
from django.core.paginator import Page as ListPage
from django.utils.text import Truncator
from wagtail.models import Page, Site

from clinic.web.pages import paginate
from courses.models import CoursePage, LessonPage, ModulePage, SchoolPage, StandardPage
from courses.models.pages import Subject
from courses.queries.site import ModuleCard, SchoolCard, joinable_cohorts, module_cards, school_cards
from courses.segments import segments_of

register = template.Library()

CARDS_PER_PAGE = 24
COHORTS_SHOWN = 6
DESCRIPTION_LENGTH = 160  # characters that search engines show


@dataclass(frozen=True)
class Twin:
    """A page in one language, for readers and search engines of that language."""

    code: str
    url: str


@register.simple_tag(takes_context=True)
def menu_pages(context: dict) -> list[Page]:
    """Pages of the main menu, in the language of the reader; asked for once a request, shown twice."""
    request = context["request"]
    if not hasattr(request, "menu_pages"):
        site = Site.find_for_request(request)
        request.menu_pages = list(site.root_page.localized.get_children().live().in_menu()) if site else []
    return request.menu_pages


@register.simple_tag(takes_context=True)
def foot_pages(context: dict) -> list[Page]:
    """Plain pages that are in no menu, for the foot: data and consent, and the like."""
    site = Site.find_for_request(context["request"])
    if site is None:
        return []
    home = site.root_page.localized
    return list(home.get_children().live().type(StandardPage).filter(show_in_menus=False))


@register.simple_tag
def way_back(page: Page) -> list[Page]:
    """The pages above this one, from the front page down."""
    return list(page.get_ancestors().live().filter(depth__gte=2).specific(defer=True))


@register.simple_tag
def twins_of(page: Page) -> list[Twin]:
    """This page in every language it has; the language of the clinic also stands for all others."""
    pages = page.get_translations(inclusive=True).live().select_related("locale").order_by("locale_id")
    twins = [Twin(found.locale.language_code, found.full_url) for found in pages]
    return twins + [Twin("x-default", twin.url) for twin in twins if twin.code == settings.LANGUAGE_CODE]


@register.simple_tag
def description_of(page: Page) -> str:
    """A page in one sentence: what its author wrote for search engines, else its lead or summary."""
    fields = ("search_description", "lead", "summary", "about")
    words = next(filter(None, (getattr(page, field, "") for field in fields)), "")
    return Truncator(words).chars(DESCRIPTION_LENGTH)


@register.simple_tag(takes_context=True)
def catalogue_of(context: dict, page: Page) -> ListPage:
    """The modules of this language by the subject and the words in the address, page by page."""
    request = context["request"]
    subject, words = request.GET.get("subject", ""), request.GET.get("q", "").strip()
    return paginate(request, module_cards(page.locale, subject, words), CARDS_PER_PAGE)


@register.simple_tag
def cards_below(school: SchoolPage) -> list[ModuleCard]:
    """The modules of one school."""
    return module_cards(school.locale, within=ModulePage.objects.live().child_of(school))


@register.simple_tag
def course_cards(course: CoursePage) -> list[ModuleCard]:
    """The modules of a course in its order."""
    order = [module.pk for module in course.modules()]
    cards = module_cards(course.locale, within=ModulePage.objects.filter(pk__in=order))
    return sorted(cards, key=lambda card: order.index(card.page.pk))


@register.simple_tag
def courses_below(catalogue: Page) -> list[CoursePage]:
    return list(CoursePage.objects.live().child_of(catalogue).order_by("path"))


@register.simple_tag
def schools_below(page: Page) -> list[SchoolCard]:
    return school_cards(page)


@register.simple_tag
def subjects() -> list[tuple[str, str]]:
    return [(value, str(words)) for value, words in Subject.choices]


@register.simple_tag
def cohorts_with_room(course: CoursePage | None = None) -> list:
    """Cohorts one can join now; of one course, where it is given."""
    cohorts = joinable_cohorts()
    if course is not None:
        cohorts = cohorts.filter(programme__course__translation_key=course.translation_key)
    return list(cohorts[:COHORTS_SHOWN])


@register.filter
def places_left(cohort) -> int:
    return cohort.quota - cohort.taken


@register.simple_tag
def lesson_segments(lesson: LessonPage) -> dict[str, list[dict]]:
    """The body of a lesson as it is now, for readers who are not enrolled; its glossary stands beside it."""
    segments = segments_of(lesson.body)
    return {
        "body": [segment for segment in segments if segment["kind"] != "glossary"],
        "glossary": [entry for part in segments if part["kind"] == "glossary" for entry in part["entries"]],
    }


@register.simple_tag
def lessons_beside(lesson: LessonPage) -> list[LessonPage]:
    """All lessons of the module of this one, in order."""
    return list(LessonPage.objects.live().sibling_of(lesson).order_by("path"))
