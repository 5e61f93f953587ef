"""Three hundred signed-in people in the middle of a test, written as JSON; run once per measured database."""

import json
import os
import sys

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "clinic.settings")
django.setup()

from django.conf import settings  # noqa: E402
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY  # noqa: E402
from django.urls import reverse  # noqa: E402
from django.utils import timezone  # noqa: E402

from assessments.actions import start_attempt  # noqa: E402
from assessments.models import Sitting  # noqa: E402
from clinic.desk.demo.crowd import PROGRAMME  # noqa: E402
from clinic.people.middleware import KEPT_ON  # noqa: E402
from clinic.people.sessions import OWN_PHONE, SessionStore  # noqa: E402
from clinic.people.sign_in import PIN_BACKEND  # noqa: E402
from clinic.policy import DOOR_PIN, SESSION_DOOR  # noqa: E402
from courses.models import Enrolment, PinnedLesson  # noqa: E402


def session_of(person) -> str:
    session = SessionStore()
    session[SESSION_KEY] = str(person.pk)
    session[BACKEND_SESSION_KEY] = PIN_BACKEND
    session[HASH_SESSION_KEY] = person.get_session_auth_hash()
    session[SESSION_DOOR] = DOOR_PIN
    session[KEPT_ON] = timezone.localdate().isoformat()
    session.set_expiry(int(OWN_PHONE.total_seconds()))
    session.save()
    return session.session_key


def main() -> None:
    people = []
    enrolments = Enrolment.objects.filter(cohort__programme__name=PROGRAMME)
    for enrolment in enrolments.select_related("cohort", "person").order_by("pk"):
        cohort = enrolment.cohort
        sitting, _ = Sitting.objects.get_or_create(
            cohort=cohort,
            moment=Sitting.Moment.DELAYED,
            defaults={"quiz": cohort.sittings.first().quiz, "opens_at": timezone.now()},
        )
        lesson = PinnedLesson.objects.filter(pinned_module__cohort=cohort).order_by("pk").first()
        attempt = start_attempt(enrolment, sitting)
        people.append(
            {
                "session": session_of(enrolment.person),
                "lesson": reverse(
                    "courses:lesson", args=[cohort.code, lesson.pinned_module.slug, lesson.slug]
                ),
                "question": reverse("assessments:question", args=[attempt.public_id, 1]),
            }
        )
    json.dump({"cookie": settings.SESSION_COOKIE_NAME, "people": people}, sys.stdout)


if __name__ == "__main__":
    main()
