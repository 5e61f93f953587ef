"""A request tells the trail who is at work in it, without asking the database."""

import pytest
from django.contrib.sessions.backends.db import SessionStore
from django.http import HttpResponse
from django.utils.functional import SimpleLazyObject

from clinic.audit.middleware import who
from clinic.audit.who import NOBODY, who_is_at_work
from clinic.policy import DOOR_PIN, SESSION_DOOR
from tests.people.factories import PersonFactory


def through(rf, user, door=""):
    request = rf.get("/")
    request.user = user
    request.session = SessionStore()
    request.session._session_cache = {SESSION_DOOR: door}
    seen = []

    def view(request):
        seen.append(who_is_at_work())
        return HttpResponse()

    response = who(view)(request)
    return seen[0], response


@pytest.mark.django_db
def test_who_names_the_person_and_the_door(rf):
    person = PersonFactory()

    seen, response = through(rf, person, DOOR_PIN)

    assert (seen.actor_id, seen.door) == (person.pk, DOOR_PIN)
    assert seen.request_id == response["X-Request-ID"]


def test_who_does_not_load_the_person_itself(rf):
    def load():
        raise AssertionError("asked the database in the middle of a statement")

    seen, _response = through(rf, SimpleLazyObject(load))

    assert seen.actor_id is None


def test_who_ends_with_the_request(rf):
    through(rf, SimpleLazyObject(lambda: None))

    assert who_is_at_work() == NOBODY
