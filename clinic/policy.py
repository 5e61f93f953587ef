"""Who may open an address, for which object: declared at the view, enforced before it runs.

    @policy("participant", of=attempts_of, arg="attempt_id", name="attempt")
    def sit_quiz(request, attempt): ...

An address without a policy is closed to everybody (``clinic.web.middleware.PolicyMiddleware``), and
``docs/policies.md`` is generated from these declarations.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, resolve_url

ANYONE = "anyone"
PARTICIPANT = "participant"  # anybody signed in, with what is their own
MENTOR = "mentor"
INSTRUCTOR = "instructor"
REVIEWER = "reviewer"
COORDINATOR = "coordinator"
OBSERVER = "observer"
ADMINISTRATOR = "administrator"

ROLES = (ANYONE, PARTICIPANT, MENTOR, INSTRUCTOR, REVIEWER, COORDINATOR, OBSERVER, ADMINISTRATOR)
STAFF = frozenset(ROLES[2:])

SESSION_DOOR = "door"  # through which door the session came in
DOOR_PIN, DOOR_PASSWORD = "pin", "password"


@dataclass(frozen=True)
class Policy:
    """Who may open an address, and for which object.

    ``who``: roles of ``ROLES``; one of them is enough. ``of``: the list form, ``(person) -> queryset``
    of the rows this person may open the address for; the row named by the address argument ``arg``
    is looked up in it by the field ``by``, and whatever is not in the list is 404.
    ``second_factor``: asks staff for it (outside the demo).
    """

    who: tuple[str, ...]
    of: Callable | None = None
    by: str = "public_id"
    arg: str = "public_id"
    name: str = ""
    second_factor: bool = False

    @property
    def is_open(self) -> bool:
        return ANYONE in self.who

    @property
    def is_staff_only(self) -> bool:
        return not {ANYONE, PARTICIPANT} & set(self.who)

    def admits(self, person) -> bool:
        """Whether this person holds one of the roles. Says nothing about the object."""
        if self.is_open:
            return True
        if not person.is_authenticated:
            return False
        return PARTICIPANT in self.who or bool(person.roles & set(self.who))


def policy(*who: str, **how) -> Callable:
    """Declare and enforce the policy of a view; see ``Policy`` for the words.

    With ``of`` the view receives the row as the keyword argument ``name`` instead of ``arg``.
    """
    declared = Policy(who=who, **how)
    if not who or set(who) - set(ROLES):
        raise ValueError(f"unknown roles in {who}")

    def decorate(view):
        @wraps(view)
        def guarded(request: HttpRequest, *args, **kwargs) -> HttpResponse:
            closed = turned_away(request, declared)
            if closed is not None:
                return closed
            if declared.of is not None:
                sought = {declared.by: kwargs.pop(declared.arg)}
                row = declared.of(request.user).filter(**sought).first()
                if row is None:
                    raise Http404
                kwargs[declared.name or declared.arg] = row
            return view(request, *args, **kwargs)

        guarded.policy = declared  # type: ignore[attr-defined]
        return guarded

    return decorate


def turned_away(request: HttpRequest, declared: Policy) -> HttpResponse | None:
    """The answer for somebody who may not enter: to the right sign-in, to the second factor, or 403."""
    if declared.is_open:
        return None
    person = request.user
    if declared.is_staff_only and (
        not person.is_authenticated or request.session.get(SESSION_DOOR) != DOOR_PASSWORD
    ):
        return redirect_to_login(request.get_full_path(), resolve_url("people:staff_sign_in"))
    if not person.is_authenticated:
        return redirect_to_login(request.get_full_path(), resolve_url(settings.LOGIN_URL))
    if not declared.admits(person):
        raise PermissionDenied
    if declared.second_factor and settings.SECOND_FACTOR and not person.has_second_factor:
        return redirect("mfa_activate_totp")
    return None
