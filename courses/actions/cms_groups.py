"""What staff may do in the CMS, by the roles they hold: groups of Wagtail, kept in step."""

from django.contrib.auth.models import Group, Permission
from django.db import transaction
from django.db.models import Q
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, Page

from clinic.people.models import Appointment, Organisation, Person
from courses.models import HomePage, SchoolPage

Role = Appointment.Role
COORDINATORS, REVIEWERS, INSTRUCTORS = "Coordinators", "Reviewers", "Instructors: "
OURS = Q(name__in=(COORDINATORS, REVIEWERS)) | Q(name__startswith=INSTRUCTORS)

WRITE = ("add_page", "change_page")
READ = ("change_page",)  # Wagtail shows a page to whoever may change it; publishing is for others
EVERYTHING = ("add_page", "change_page", "publish_page", "lock_page", "unlock_page")
FILES = ("add_image", "change_image", "choose_image", "add_document", "change_document", "choose_document")


@transaction.atomic
def sync_groups(person: Person) -> None:
    """Put a person into the groups of the roles they hold today, and out of all others of ours."""
    wanted = set()
    for appointment in person.appointments.current().select_related("organisation"):
        if appointment.role == Role.INSTRUCTOR:
            wanted.add(open_branch(appointment.organisation))
        elif appointment.role == Role.COORDINATOR:
            wanted.add(_coordinators())
        elif appointment.role == Role.REVIEWER:
            wanted.add(_reviewers())
    person.groups.set([*person.groups.exclude(OURS), *wanted])


@transaction.atomic
def open_branch(school: Organisation) -> Group:
    """The group that writes in the branch of one school, with pictures and documents of its own.

    Called again when the branch grows a translation; publishing is for others.
    """
    group = _group(f"{INSTRUCTORS}{school.name}")
    for branch in SchoolPage.objects.filter(organisation=school):
        _allow_pages(group, branch, WRITE)
    _allow_files(group, shelf_of(school))
    return group


def shelf_of(school: Organisation) -> Collection:
    """Where the pictures and documents of a school stand."""
    root = Collection.get_first_root_node()
    return root.get_children().filter(name=school.name).first() or root.add_child(name=school.name)


def _coordinators() -> Group:
    group = _group(COORDINATORS)
    for home in HomePage.objects.all():
        _allow_pages(group, home, EVERYTHING)
    _allow_files(group, Collection.get_first_root_node())
    return group


def _reviewers() -> Group:
    group = _group(REVIEWERS)
    for home in HomePage.objects.all():
        _allow_pages(group, home, READ)
    return group


def _group(name: str) -> Group:
    group, is_new = Group.objects.get_or_create(name=name)
    if is_new:
        group.permissions.add(
            Permission.objects.get(content_type__app_label="wagtailadmin", codename="access_admin")
        )
    return group


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
