"""What the shell of every page needs. Nothing here asks the database before a template looks at it."""

from dataclasses import dataclass
from functools import cache

from django.conf import settings
from django.http import HttpRequest
from django.urls import resolve, reverse
from django.utils.functional import Promise, cached_property
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from clinic.policy import (
    ADMINISTRATOR,
    COORDINATOR,
    DOOR_PIN,
    INSTRUCTOR,
    MENTOR,
    OBSERVER,
    REVIEWER,
    SESSION_DOOR,
    Policy,
)
from clinic.web.keeping import keeper_of

THEME_COLOURS = {"merah": "#520e1b", "nila": "#122a4d", "soga": "#412510"}  # --kain-deep of each cloth


@dataclass(frozen=True)
class NavItem:
    """One entry of the menu; ``under`` are other addresses that belong to it."""

    view: str
    words: str | Promise
    icon: str
    under: tuple[str, ...] = ()

    @property
    def url(self) -> str:
        return address_of(self.view, settings.ROOT_URLCONF)

    def admits(self, person) -> bool:
        return policy_of(self.url, settings.ROOT_URLCONF).admits(person)

    def holds(self, path: str) -> bool:
        return path.startswith((self.url, *self.under))


PARTICIPANT_NAV = (
    NavItem("desk:today", _("Today"), "today"),
    NavItem("courses:learn", pgettext_lazy("menu", "Learn"), "book", under=("/quiz/",)),
    NavItem("desk:me", pgettext_lazy("menu", "Me"), "person"),
)
DESK_NAV = (
    NavItem("desk:mentees", _("Mentees"), "handshake"),
    NavItem("desk:board", _("Cohorts"), "board"),
    NavItem("desk:people", _("People"), "people"),
    NavItem("certificates:desk_list", _("Certificates"), "certificate"),
    NavItem("jobs:list_jobs", pgettext_lazy("menu", "Jobs"), "refresh"),
    NavItem("wagtailadmin_home", _("Content"), "edit"),
)
STAFF_ROLES: dict[
    str, tuple[Promise, str]
] = {  # in the order in which a hat shows when somebody wears several
    COORDINATOR: (_("Coordinator"), "soga"),
    ADMINISTRATOR: (_("Administrator"), "soga"),
    OBSERVER: (_("Observer"), "soga"),
    MENTOR: (_("Mentor"), "nila"),
    INSTRUCTOR: (_("Instructor"), "nila"),
    REVIEWER: (_("Reviewer"), "nila"),
}


CLOSED = Policy(who=())


@cache
def address_of(view: str, urlconf: str) -> str:
    return reverse(view, urlconf)


@cache
def policy_of(address: str, urlconf: str) -> Policy:
    """Who may open an address: what its view declares."""
    return getattr(resolve(address, urlconf).func, "policy", CLOSED)


class Shell:
    def __init__(self, request: HttpRequest) -> None:
        self._request = request

    @property
    def is_demo(self) -> bool:
        return settings.DEMO

    @property
    def participant_nav(self) -> list[dict]:
        return self._nav(PARTICIPANT_NAV)

    @property
    def desk_nav(self) -> list[dict]:
        return self._nav(DESK_NAV)

    def _nav(self, items: tuple[NavItem, ...]) -> list[dict]:
        """What this person may open; of several items that hold the address the longest is the current."""
        path = self._request.path
        items = tuple(item for item in items if item.admits(self._request.user))
        holding = [item for item in items if item.holds(path)]
        current = max(holding, key=lambda item: len(item.url), default=None)
        return [
            {"url": item.url, "words": item.words, "icon": item.icon, "is_current": item is current}
            for item in items
        ]

    @cached_property
    def _staff_role(self) -> tuple[str | Promise, str]:
        """The hat somebody wears here: a coordinator who mentors as well is a mentor among the mentees."""
        held: frozenset[str] = getattr(self._request.user, "roles", frozenset())
        if MENTOR in held and self._request.path.startswith("/mentoring/"):
            return STAFF_ROLES[MENTOR]
        return next((shown for role, shown in STAFF_ROLES.items() if role in held), (_("Staff"), "soga"))

    @property
    def role_words(self) -> str | Promise:
        return self._staff_role[0]

    @property
    def staff_kain(self) -> str:
        """The cloth a member of staff wears: mentors indigo, coordinators soga."""
        return self._staff_role[1]

    @property
    def staff_theme(self) -> str:
        return THEME_COLOURS[self.staff_kain]

    @cached_property
    def keeper(self) -> str:
        """The name of this person's pages kept on the phone; empty for staff and visitors."""
        user = self._request.user
        if not user.is_authenticated or self._request.session.get(SESSION_DOOR) != DOOR_PIN:
            return ""
        return keeper_of(user)


def shell(request: HttpRequest) -> dict:
    return {"shell": Shell(request)}
