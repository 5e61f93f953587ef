"""What the public pages ask for: menus, ways back, catalogues, cohorts with room."""

from django import template
from wagtail.models import Page, Site

from courses.models import HomePage, ModulePage
from courses.models.pages import Topic
from courses.queries.site import ModuleCard, joinable_cohorts, module_cards
from courses.segments import segments_of

register = template.Library()


@register.simple_tag(takes_context=True)
def menu_pages(context: dict) -> list[Page]:
    """Pages of the main menu, in the language of the reader."""
    site = Site.find_for_request(context["request"])
    if site is None:
        return []
    home = site.root_page.localized
    return list(home.get_children().live().in_menu())


@register.simple_tag
def way_back(page: Page) -> list[Page]:
    """The pages above this one, from the front page down."""
    return list(page.get_ancestors().live().filter(depth__gte=2).specific(defer=True))


@register.simple_tag
def cards_of(page: Page, topic: str = "", words: str = "") -> list[ModuleCard]:
    """All modules of this language for the catalogue; below a school, only its own."""
    within = None
    if not hasattr(page, "lead"):
        within = ModulePage.objects.live().child_of(page)
    return module_cards(page.locale, topic, words, within)


@register.simple_tag
def course_cards(course) -> list[ModuleCard]:
    """The modules of a course in its order."""
    order = [module.pk for module in course.modules()]
    cards = module_cards(course.locale, within=ModulePage.objects.filter(pk__in=order))
    return sorted(cards, key=lambda card: order.index(card.page.pk))


@register.simple_tag
def topics() -> list[tuple[str, str]]:
    return list(Topic.choices)


@register.simple_tag
def cohorts_with_room(course=None) -> list:
    """Cohorts one can join now; of one course, where it is given."""
    cohorts = joinable_cohorts()
    if course is not None:
        cohorts = cohorts.filter(programme__course__translation_key=course.translation_key)
    return [cohort for cohort in cohorts[:6] if cohort.taken < cohort.quota]


@register.filter
def places_left(cohort) -> int:
    return cohort.quota - cohort.taken


@register.simple_tag
def lesson_segments(lesson) -> list[dict]:
    """The body of a lesson as it is now, for readers who are not enrolled."""
    return segments_of(lesson.body)


@register.simple_tag
def front_page(page: Page) -> HomePage | None:
    return HomePage.objects.live().filter(locale=page.locale).first()
