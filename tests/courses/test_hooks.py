"""The guard at a lesson's door, and who may write what in the CMS."""

from io import BytesIO

import pytest
from django.contrib.auth.models import Group
from django.contrib.messages import get_messages
from PIL import Image

from clinic.people.actions.appointments import appoint, end_appointment
from clinic.people.models import Appointment
from courses.actions.cms_groups import open_branch, shelf_of
from courses.actions.enrolling import enrol, leave
from courses.models import HomePage, LessonPage, SchoolPage
from courses.wagtail_hooks import pictures
from courses.wagtail_hooks.serving import open_branch_of_school
from tests.people.factories import ClinicFactory, PersonFactory, StaffFactory

Role = Appointment.Role


@pytest.fixture
def module(site):
    return site.module(site.school(), "Foto produk")


@pytest.fixture
def closed(module) -> LessonPage:
    return module.lessons().last()


def test_closed_lesson_sends_a_visitor_to_sign_in_and_back(client, closed):
    response = client.get(closed.url)

    assert response.status_code == 302
    assert response.url == f"/login/?next={closed.url}"


def test_closed_lesson_tells_others_how_to_open_it(client, closed, module):
    client.force_login(PersonFactory(), backend="clinic.people.sign_in.PinBackend")

    response = client.get(closed.url)

    assert response.status_code == 302
    assert response.url == module.url
    assert len(list(get_messages(response.wsgi_request))) == 1


def test_lesson_opens_as_pinned_for_the_cohort_of_its_reader(client, site, module, closed):
    cohort = site.cohort(site.course(module))
    person = PersonFactory()
    enrol(person, cohort)
    client.force_login(person, backend="clinic.people.sign_in.PinBackend")

    for lesson in module.lessons():
        response = client.get(lesson.url)

        assert response.url == f"/learn/{cohort.code}/{module.slug}/{lesson.slug}/"


def test_translated_lesson_opens_as_pinned_too(client, site, module, closed):
    twin = site.in_english(closed, "Light")
    cohort = site.cohort(site.course(module))
    person = PersonFactory()
    enrol(person, cohort)
    client.force_login(person, backend="clinic.people.sign_in.PinBackend")

    response = client.get(twin.url)

    assert response.url == f"/learn/{cohort.code}/{module.slug}/{closed.slug}/"


def test_lesson_is_closed_to_whoever_left(client, site, module, closed):
    person = PersonFactory()
    leave(enrol(person, site.cohort(site.course(module))), "Pindah")
    client.force_login(person, backend="clinic.people.sign_in.PinBackend")

    assert client.get(closed.url).url == module.url


def test_lesson_shows_itself_to_whoever_may_change_it(client, module, closed):
    person = StaffFactory()
    appoint(person, Role.INSTRUCTOR, module.school.organisation, by=None)
    client.force_login(person, backend="clinic.people.sign_in.StaffBackend")

    assert client.get(closed.url).status_code == 200


def test_pictures_are_written_quickly(monkeypatch):
    speeds = []
    monkeypatch.setattr(pictures, "write_avif", lambda image, *_: speeds.append(image.encoderinfo["speed"]))

    Image.new("RGB", (8, 8)).save(BytesIO(), "AVIF")

    assert speeds == [pictures.AVIF_SPEED]


def test_instructors_write_in_their_own_branch_and_do_not_publish(site, module):
    other = site.module(site.school("SMK Lain"), "Catatan")
    person = StaffFactory()

    appoint(person, Role.INSTRUCTOR, module.school.organisation, by=None)

    own = module.permissions_for_user(person)
    assert own.can_edit()
    assert own.can_add_subpage()
    assert not own.can_publish()
    assert not other.permissions_for_user(person).can_edit()


def test_instructors_have_files_of_their_own(module):
    school = module.school.organisation

    group = open_branch(school)

    allowed = set(
        group.collection_permissions.filter(collection=shelf_of(school)).values_list(
            "permission__codename", flat=True
        )
    )
    assert allowed == {
        f"{verb}_{thing}" for verb in ("add", "change", "choose") for thing in ("image", "document")
    }


def test_coordinators_publish_everywhere(site, module):
    person = StaffFactory()

    appoint(person, Role.COORDINATOR, ClinicFactory(), by=None)

    assert module.permissions_for_user(person).can_publish()


def test_reviewers_look_at_pages_and_publish_none(module):
    person = StaffFactory()

    appoint(person, Role.REVIEWER, ClinicFactory(), by=None)

    assert person.has_perm("wagtailadmin.access_admin")
    assert module.permissions_for_user(person).can_edit()
    assert not module.permissions_for_user(person).can_publish()


def test_a_role_that_ends_takes_its_group_along_and_leaves_others(site, module):
    person = StaffFactory()
    appointment = appoint(person, Role.COORDINATOR, ClinicFactory(), by=None)
    appoint(person, Role.INSTRUCTOR, module.school.organisation, by=None)
    person.groups.add(Group.objects.create(name="Choir"))

    end_appointment(appointment)

    assert set(person.groups.values_list("name", flat=True)) == {
        "Choir",
        f"Instructors: {module.school.organisation.name}",
    }


def test_mentors_have_nothing_to_do_in_the_cms(site):
    person = StaffFactory()

    appoint(person, Role.MENTOR, ClinicFactory(), by=None)

    assert not person.groups.exists()


def test_a_branch_made_after_the_appointment_opens_to_its_instructors(rf, site):
    school = site.school()
    person = StaffFactory()
    appoint(person, Role.INSTRUCTOR, school.organisation, by=None)

    twin = site.in_english(school, "SMK Batanghari")
    open_branch_of_school(rf.get("/"), twin)
    open_branch_of_school(rf.get("/"), HomePage.objects.first())

    assert isinstance(twin, SchoolPage)
    assert twin.permissions_for_user(person).can_add_subpage()
