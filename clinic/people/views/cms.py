"""Lists and forms of places, roles and staff in /cms/: administrators see all, coordinators their own."""

from collections.abc import Callable

from django.contrib.auth.models import Permission
from django.db.models import Model, QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import BooleanColumn, Column
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.permission_policies import BasePermissionPolicy

from clinic.audit.actions import record
from clinic.people.forms.cms import AppointForm, ClinicForm, EndForm, OrganisationForm, PersonForm
from clinic.people.models import Appointment, Clinic, Organisation, Person
from clinic.policy import COORDINATOR

LOOK_AFTER, TAKE_IN = "look_after", "take_in"  # not Wagtail's words: its bulk actions stay shut


class RunByPolicy(BasePermissionPolicy):
    """Administrators look after every row, coordinators after those of ``run_by``. Nothing is deleted."""

    def __init__(
        self, model: type[Model], run_by: Callable[..., QuerySet], *, coordinators_take_in: bool
    ) -> None:
        super().__init__(model)
        self.run_by = run_by
        self.coordinators_may = {LOOK_AFTER, TAKE_IN} if coordinators_take_in else {LOOK_AFTER}

    def user_has_permission(self, user, action: str) -> bool:
        if action not in (LOOK_AFTER, TAKE_IN) or not user.is_active:
            return False
        return user.is_superuser or (action in self.coordinators_may and COORDINATOR in user.roles)

    def user_has_permission_for_instance(self, user, action: str, instance: Model) -> bool:
        return self.user_has_permission(user, action) and self.run_by(user).filter(pk=instance.pk).exists()

    def instances_user_has_any_permission_for(self, user, actions) -> QuerySet:
        return self.run_by(user) if self.user_has_any_permission(user, actions) else self.model.objects.none()

    def users_with_any_permission(self, actions) -> QuerySet[Person]:
        return Person.objects.filter(is_superuser=True, is_active=True)


class IndexView(generic.IndexView):
    any_permission_required = [LOOK_AFTER]
    shown_with: tuple[str, ...] = ()  # rows the list shows beside its own

    def get_base_queryset(self):
        rows = self.permission_policy.instances_user_has_permission_for(self.request.user, LOOK_AFTER)
        return rows.select_related(*self.shown_with) if self.shown_with else rows

    def get_edit_url(self, instance):
        return reverse(self.edit_url_name, args=(instance.pk,))

    def get_add_url(self):
        return reverse(self.add_url_name) if self.user_has_permission(TAKE_IN) else None

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        context["can_add"] = self.user_has_permission(TAKE_IN)
        return context


class AddView(generic.CreateView):
    permission_required = TAKE_IN

    def save_instance(self):
        return self.form.save()


class EditView(generic.EditView):
    """Somebody else's row is not found."""

    permission_required = LOOK_AFTER

    def get_queryset(self):
        return self.permission_policy.instances_user_has_permission_for(self.request.user, LOOK_AFTER)

    def save_instance(self):
        return self.form.save()


class PeopleIndexView(IndexView):
    """Who looked at the list of people stands in the trail."""

    def get(self, request, *args, **kwargs):
        record("people_listed", Person, by=request.user)
        return super().get(request, *args, **kwargs)


class PersonEditView(EditView):
    """Who looked at somebody's data stands in the trail."""

    def get(self, request, *args, **kwargs):
        response = super().get(request, *args, **kwargs)
        record("person_read", self.object, by=request.user)
        return response


class OwnViewSet(ModelViewSet):
    index_view_class = IndexView
    add_view_class = AddView
    edit_view_class = EditView
    copy_view_enabled = False
    shown_with: tuple[str, ...] = ()
    add_form_class: type
    edit_form_class: type

    def get_common_view_kwargs(self, **kwargs):
        closed = {"history_url_name": None, "usage_url_name": None, "delete_url_name": None}
        return super().get_common_view_kwargs(**{**closed, **kwargs})

    def get_index_view_kwargs(self, **kwargs):
        return super().get_index_view_kwargs(**{"shown_with": self.shown_with, **kwargs})

    def get_form_class(self, for_update=False):
        return self.edit_form_class if for_update else self.add_form_class

    def get_permissions_to_register(self):
        return Permission.objects.none()  # roles come from appointments, not from ticks at a group

    def get_urlpatterns(self):
        wanted = {"index", "index_results", "add", "edit"}
        return [pattern for pattern in super().get_urlpatterns() if pattern.name in wanted]


class OrganisationViewSet(OwnViewSet):
    model = Organisation
    icon = "group"
    menu_label = _("Organisations")
    list_display = ("name", "kind", "place")
    search_fields = ("name", "place")
    add_form_class = edit_form_class = OrganisationForm


class ClinicViewSet(OwnViewSet):
    model = Clinic
    icon = "home"
    menu_label = _("Clinics")
    list_display = ("name", "host", "place", "time_zone")
    shown_with = ("host",)
    search_fields = ("name", "place")
    add_form_class = edit_form_class = ClinicForm


class AppointmentViewSet(OwnViewSet):
    model = Appointment
    icon = "key"
    menu_label = _("Roles")
    list_display = ("person", "role", Column("place", label=_("Place")), "starts_on", "ends_on")
    list_filter = ("role",)
    search_fields = ("person__name",)
    shown_with = ("person", "clinic", "organisation")
    add_form_class, edit_form_class = AppointForm, EndForm


class PersonViewSet(OwnViewSet):
    """Stands in the place of Wagtail's own list of users, which wants a user name and two names."""

    model = Person
    icon = "user"
    index_view_class = PeopleIndexView
    edit_view_class = PersonEditView
    menu_label = _("People")
    list_display = (
        "name",
        Column("shown_phone", label=_("Phone number")),
        "email",
        BooleanColumn("is_active", label=_("Active")),
    )
    list_filter = ("is_active",)
    search_fields = ("name", "phone", "email")
    add_form_class = edit_form_class = PersonForm
