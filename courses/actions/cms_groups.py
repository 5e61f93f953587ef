"""What staff may do in the CMS, by the roles they hold: groups of Wagtail, kept in step."""

from django.contrib.auth.models import Group, Permission
from django.db import transaction
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, Page

from clinic.people.models import Appointment, Organisation, Person
from courses.models import HomePage, SchoolPage

Role = Appointment.Role
WRITE = ("add_page", "change_page")
EVERYTHING = ("add_page", "change_page", "publish_page", "lock_page", "unlock_page")
FILES = ("add_image", "change_image", "choose_image", "add_document", "change_document", "choose_document")


@transaction.atomic
def sync_groups(person: Person) -> None:
    """Put a person into the groups of the roles they hold today, and out of all others of ours."""
    wanted = []
    for appointment in person.appointments.current().select_related("organisation"):
        if appointment.role == Role.INSTRUCTOR:
            wanted.append(_instructors(appointment.organisation))
        elif appointment.role in (Role.COORDINATOR, Role.REVIEWER):
            wanted.append(_of_all_pages(appointment.role))
    person.groups.set(wanted)


def _instructors(school: Organisation) -> Group:
    """Writes in the branch of one school, with its own pictures and documents; publishing is for others."""
    group, is_new = _group(f"Instructors: {school.name}")
    if is_new:
        for branch in SchoolPage.objects.filter(organisation=school):
            _allow_pages(group, branch, WRITE)
        root = Collection.get_first_root_node()
        shelf = root.get_children().filter(name=school.name).first() or root.add_child(name=school.name)
        _allow_files(group, shelf)
    return group


def _of_all_pages(role: str) -> Group:
    group, is_new = _group("Coordinators" if role == Role.COORDINATOR else "Reviewers")
    if is_new:
        for home in HomePage.objects.all():
            _allow_pages(group, home, EVERYTHING if role == Role.COORDINATOR else ("change_page",))
        if role == Role.COORDINATOR:
            _allow_files(group, Collection.get_first_root_node())
    return group


def _group(name: str) -> tuple[Group, bool]:
    group, is_new = Group.objects.get_or_create(name=name)
    if is_new:
        group.permissions.add(
            Permission.objects.get(content_type__app_label="wagtailadmin", codename="access_admin")
        )
    return group, is_new


def _allow_pages(group: Group, page: Page, codenames: tuple[str, ...]) -> None:
    for permission in Permission.objects.filter(
        content_type__app_label="wagtailcore", codename__in=codenames
    ):
        GroupPagePermission.objects.get_or_create(group=group, page=page, permission=permission)


def _allow_files(group: Group, collection: Collection) -> None:
    for permission in Permission.objects.filter(
        content_type__app_label__in=("wagtailimages", "wagtaildocs"), codename__in=FILES
    ):
        GroupCollectionPermission.objects.get_or_create(
            group=group, collection=collection, permission=permission
        )
