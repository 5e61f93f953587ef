"""Each request tells the trail who is at work in it."""

import uuid

from django.utils.functional import LazyObject, empty

from clinic.audit.who import Who, at_work
from clinic.policy import SESSION_DOOR


def who(get_response):
    def middleware(request):
        request.id = uuid.uuid4().hex

        with at_work(lambda: who_asks(request)):
            response = get_response(request)

        response["X-Request-ID"] = request.id
        return response

    return middleware


def who_asks(request) -> Who:
    """Looks only at what is already loaded: it is asked in the middle of a statement."""
    person = request.__dict__.get("user")
    if isinstance(person, LazyObject):
        person = None if person._wrapped is empty else person._wrapped
    if person is None or person.pk is None:
        return Who(request_id=request.id)
    session = getattr(request.session, "_session_cache", {})
    return Who(actor_id=person.pk, door=session.get(SESSION_DOOR, ""), request_id=request.id)
