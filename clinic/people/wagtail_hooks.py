"""What people bring into /cms/: places, roles and staff."""

from wagtail import hooks
from wagtail.admin.viewsets.base import ViewSetGroup
from wagtail.permissions import register_permission_policy

from clinic.people.models import Appointment, Clinic, Organisation, Person
from clinic.people.permissions import appointments_run_by, clinics_of, organisations_run_by, staff_run_by
from clinic.people.views.cms import (
    AppointmentViewSet,
    ClinicViewSet,
    OrganisationViewSet,
    PersonViewSet,
    RunByPolicy,
)
from clinic.policy import COORDINATOR


def _clinics_run_by(person):
    return clinics_of(person, COORDINATOR)


for model, run_by, coordinators_take_in in (
    (Organisation, organisations_run_by, False),
    (Clinic, _clinics_run_by, False),
    (Appointment, appointments_run_by, True),
    (Person, staff_run_by, True),
):
    policy = RunByPolicy(model, run_by, coordinators_take_in=coordinators_take_in)
    register_permission_policy(model, policy, exact_class=True)


class WhoAndWhere(ViewSetGroup):
    menu_label = PersonViewSet.menu_label
    menu_icon = "group"
    menu_order = 250
    items = (
        OrganisationViewSet("organisations"),
        ClinicViewSet("clinics"),
        AppointmentViewSet("roles"),
        PersonViewSet("staff"),
    )


@hooks.register("register_admin_viewset")
def who_and_where():
    return WhoAndWhere()


@hooks.register("construct_settings_menu")
def hide_wagtails_users(request, menu_items):
    """Roles come from appointments: neither users nor groups are edited by hand."""
    menu_items[:] = [item for item in menu_items if item.name not in {"users", "groups"}]
