"""People of one's clinics: finding them, their roles, helping them in."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from clinic.audit.actions import record
from clinic.desk.actions import give_temporary_password, take_on
from clinic.desk.forms.people import FindPeopleForm, NewPersonForm, RoleForm
from clinic.desk.permissions import people_run_by
from clinic.desk.queries.people import person_page
from clinic.desk.queries.search import people_like
from clinic.desk.views.door import for_coordinators, for_person
from clinic.people.actions.appointments import appoint, end_appointment
from clinic.people.actions.sign_in import issue_code
from clinic.people.models import Person
from clinic.people.permissions import appointments_run_by, staff_run_by
from clinic.web.pages import paginate, render_page_or_fragment


@require_GET
@for_coordinators
def people(request: HttpRequest) -> HttpResponse:
    form = FindPeopleForm(request.GET)
    typed = form.typed()
    found = people_run_by(request.user).prefetch_related("businesses")
    if typed:
        found = found.filter(people_like(typed)).distinct()
    context = {"form": form, "typed": typed, "page": paginate(request, found.order_by("name", "pk"))}
    return render_page_or_fragment(request, "desk/people.html", context)


@require_http_methods(["GET", "POST"])
@for_coordinators
def new_person(request: HttpRequest) -> HttpResponse:
    """Somebody who works here, with their first role."""
    form = NewPersonForm(request.POST if request.method == "POST" else None, by=request.user)
    if form.is_valid():
        typed = form.cleaned_data
        person = take_on(
            typed["name"], typed["phone"], typed["email"], typed["role"], form.chosen_place(), request.user
        )
        messages.success(
            request, _("%(name)s is written down. Now give them a way in.") % {"name": person.name}
        )
        return redirect("desk:person", person.public_id)
    return render(request, "desk/person_form.html", {"form": form}, status=422 if form.is_bound else 200)


@require_GET
@for_person
def person(request: HttpRequest, person: Person) -> HttpResponse:
    """Roles, cohorts and consents of one person. An administrator's look is written down."""
    if request.user.is_superuser:
        record("person_read", person, by=request.user)
    return _person_page(request, person, RoleForm(by=request.user))


@require_POST
@for_person
def add_role(request: HttpRequest, person: Person) -> HttpResponse:
    form = RoleForm(request.POST, by=request.user)
    if not form.is_valid():
        return _person_page(request, person, form, status=422)
    role = appoint(person, form.cleaned_data["role"], form.chosen_place(), request.user)
    messages.success(
        request,
        _("%(name)s is now %(role)s, %(place)s.")
        % {"name": person.name, "role": role.get_role_display(), "place": role.place},
    )
    return redirect("desk:person", person.public_id)


@require_POST
@for_person
def end_role(request: HttpRequest, person: Person) -> HttpResponse:
    """End a role now, named by what it is and where; sessions of the person end with it."""
    asked = (request.POST.get("role"), request.POST.get("place"))
    for role in appointments_run_by(request.user).filter(person=person, pk__in=person.appointments.current()):
        if (role.role, role.place.slug) == asked:
            end_appointment(role, by=request.user)
            messages.success(request, _("The role has ended."))
            return redirect("desk:person", person.public_id)
    raise Http404


@never_cache
@require_POST
@for_person
def give_code(request: HttpRequest, person: Person) -> HttpResponse:
    """A one-time code, shown on this answer and nowhere else."""
    code = issue_code(person, by=request.user)
    return _person_page(request, person, RoleForm(by=request.user), code=code)


@never_cache
@require_POST
@for_person
def give_password(request: HttpRequest, person: Person) -> HttpResponse:
    """A temporary password for staff, shown on this answer and nowhere else."""
    if not staff_run_by(request.user).filter(pk=person.pk).exists() or not person.roles:
        raise Http404
    password = give_temporary_password(person, by=request.user)
    return _person_page(request, person, RoleForm(by=request.user), password=password)


def _person_page(
    request: HttpRequest, person: Person, form: RoleForm, status: int = 200, **shown_once: str
) -> HttpResponse:
    context = {"page": person_page(person, request.user), "person": person, "form": form, **shown_once}
    return render(request, "desk/person.html", context, status=status)
