"""The demo clinic: loaded once for all of these tests, and again to see that nothing changes."""

from decimal import Decimal
from io import StringIO

import pytest
from django.core.cache import cache
from django.core.management import CommandError, call_command
from django.db import transaction
from django.test import Client
from django.test.utils import override_settings
from wagtail.models import Page

from assessments.kinds import KINDS
from assessments.models import Answer, Attempt, Question, QuizForm, Score, Sitting
from assessments.scoring import AskedItem, mark
from certificates.models import Certificate
from clinic.desk.demo.sign_ins import NEW_CLASS_CODE, printed_sign_ins, sign_ins
from clinic.people.models import Person
from clinic.people.phones import read_phone
from courses.models import Cohort, Enrolment, LessonPage, ModulePage, PinnedText
from tests.people.factories import ClinicFactory

pytestmark = [pytest.mark.django_db, pytest.mark.slow, pytest.mark.xdist_group("demo")]
COUNTED = (Page, Person, Cohort, Enrolment, PinnedText, Question, Attempt, Answer, Score, Certificate)


@pytest.fixture(scope="module", autouse=True)
def demo_clinic(django_db_setup, django_db_blocker, tmp_path_factory):
    cache.clear()
    media = tmp_path_factory.mktemp("media")
    with django_db_blocker.unblock(), override_settings(MEDIA_ROOT=media, DEMO=True), transaction.atomic():
        call_command("load_demo", stdout=StringIO())
        yield
        transaction.set_rollback(True)
    cache.clear()


def test_demo_has_its_lessons_in_both_languages():
    assert ModulePage.objects.live().filter(locale__language_code="id").count() == 6
    for language in ("id", "en"):
        assert LessonPage.objects.live().filter(locale__language_code=language).count() == 20


def test_translations_share_their_blocks():
    for lesson in LessonPage.objects.filter(locale__language_code="id"):
        twin = lesson.get_translations().get().specific

        assert [block.id for block in twin.body] == [block.id for block in lesson.body]


def test_demo_asks_sixty_reviewed_questions_and_more_each_of_them_sound():
    questions = Question.objects.prefetch_related("versions")

    assert len(questions) >= 60
    assert {question.status for question in questions} == {Question.Status.REVIEWED}
    for question in questions:
        assert KINDS[question.kind].problems(question.versions.first().content) == []


def test_both_forms_ask_twenty_items_in_the_order_of_the_modules():
    for form in QuizForm.objects.all():
        items = form.items.order_by("position").select_related("version__question__objective__module")
        modules = [item.version.question.objective.module.path for item in items]
        course = list(
            dict.fromkeys(
                pin.module.path for pin in Cohort.objects.first().pinned_modules.order_by("position")
            )
        )

        assert len(modules) == 20
        assert sorted(modules, key=course.index) == modules


def test_first_cohort_has_finished_and_looks_like_people():
    cohort = Cohort.objects.get(name="Angkatan 1")
    states = list(cohort.enrolments.values_list("state", flat=True))
    tests = {moment: cohort.sittings.get(moment=moment).attempts.count() for moment in ("pre", "post")}
    pairs = [
        [float(score.share) for score in scores]
        for enrolment in cohort.enrolments.all()
        if len(
            scores := list(
                Score.objects.filter(attempt__enrolment=enrolment).order_by("attempt__sitting__opens_at")
            )
        )
        == 2
    ]

    assert len(states) == 30
    assert states.count("left") == 3
    assert 15 <= tests["post"] < 28
    assert 20 <= tests["pre"] < 30
    assert sum(after - before for before, after in pairs) / len(pairs) > 0.15
    assert any(after < before for before, after in pairs)  # some fall back


def test_certificates_are_issued_to_whoever_earned_them_without_a_gap():
    certificates = Certificate.objects.order_by("sequence")

    assert len(certificates) >= 10
    assert [row.sequence for row in certificates] == list(range(1, len(certificates) + 1))
    assert set(certificates.values_list("enrolment__state", flat=True)) == {"finished"}


def test_scores_are_what_marking_the_answers_gives():
    for attempt in Attempt.objects.prefetch_related("answers", "form__items__version__question")[:10]:
        items = [
            AskedItem(item.pk, item.version.question.kind, item.version.content)
            for item in attempt.form.items.all()
        ]
        sheet = {answer.item_id: answer.response for answer in attempt.answers.all()}

        assert attempt.scores.get().share == pytest.approx(mark(items, sheet).share, abs=Decimal("0.0001"))


def test_second_cohort_is_in_the_middle_and_the_third_has_both_tests_open():
    sittings = {
        name: {row.moment: row.is_open() for row in Sitting.objects.filter(cohort__name=name)}
        for name in ("Angkatan 2", "Angkatan 3")
    }

    assert sittings == {
        "Angkatan 2": {"pre": True, "post": False},
        "Angkatan 3": {"pre": True, "post": True},
    }
    assert list(Cohort.objects.open_for_joining().values_list("code", flat=True)) == [NEW_CLASS_CODE]


def test_every_sign_in_of_the_demo_opens_its_door():
    for way in sign_ins():
        browser = Client()
        field = "phone" if way.address == "/login/" else "login"
        secret = "pin" if way.address == "/login/" else "password"

        response = browser.post(way.address, {field: way.sign_in, secret: way.secret})

        assert response.status_code == 302, way.sign_in


def test_sign_in_page_shows_the_ways_in_that_it_takes():
    page = Client().get("/login/").content.decode()

    assert "0812-7400-0001" in page
    assert NEW_CLASS_CODE in page
    assert "@klinik.example" not in page


def test_phones_of_the_demo_are_mobile_numbers():
    phones = Person.objects.exclude(phone=None).values_list("phone", flat=True)

    assert [read_phone(phone) for phone in phones] == list(phones)


def test_printed_sign_ins_name_address_and_secret():
    lines = printed_sign_ins("http://127.0.0.1:8000").splitlines()

    assert len(lines) == len(sign_ins()) + 1
    assert lines[-1].endswith(f"http://127.0.0.1:8000/j/{NEW_CLASS_CODE}/")


def test_loading_again_changes_nothing():
    before = [model.objects.count() for model in COUNTED]

    call_command("load_demo", stdout=StringIO())

    assert [model.objects.count() for model in COUNTED] == before


def test_crowd_comes_on_top_and_stops_at_its_number():
    cohorts, people = Cohort.objects.count(), Person.objects.count()

    for _ in range(2):
        call_command("load_demo", participants=5, cohort_size=3, stdout=StringIO())

    assert Cohort.objects.count() == cohorts + 2
    assert Person.objects.count() == people + 5
    assert (
        PinnedText.objects.filter(pinned_lesson__pinned_module__cohort__name="Angkatan uji 1").count() == 40
    )


def test_demo_stays_away_from_a_real_clinic():
    ClinicFactory(code="KSB")

    with pytest.raises(CommandError, match="real clinic"):
        call_command("load_demo", stdout=StringIO())
