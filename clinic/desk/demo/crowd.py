"""Many participants quickly, for measuring."""

from collections.abc import Iterator
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from assessments.actions.planning import plan_sittings
from assessments.models import Quiz, Sitting
from clinic.desk.demo.answers import Simulation
from clinic.desk.demo.people import BUSINESSES, CLINIC_CODE, FIRST, LAST, PLACES
from clinic.desk.demo.sign_ins import PIN
from clinic.people.models import Business, Clinic, Person
from clinic.people.pins import seal
from courses.models import Cohort, Enrolment, PinnedLesson, PinnedModule, PinnedText, Programme

PROGRAMME = "Jualan Lebih Luas, uji beban"
FIRST_PHONE = 6289900000000
COHORT_SIZE = 30


def load_crowd(count: int, cohort_size: int = COHORT_SIZE) -> Iterator[int]:
    """Make participants up to ``count``, cohort by cohort; yields how many there are after each one.

    Each cohort is one transaction: stopped half-way, the next run goes on where this one ended.
    """
    programme = _programme()
    made = Enrolment.objects.filter(cohort__programme=programme).count()
    simulation = Simulation(made + 1)
    sealed = seal(PIN)
    template = list(
        PinnedModule.objects.filter(cohort__programme__course=programme.course_id, cohort__code="KDJ2A7")
        .prefetch_related("lessons__texts")
        .order_by("position")
    )
    while made < count:
        size = min(cohort_size, count - made)
        with transaction.atomic():
            cohort = _cohort(programme, cohort_size)
            _copy_pins(template, cohort)
            enrolments = _people(cohort, made, size, sealed)
            simulation.sit(cohort, enrolments, {Sitting.Moment.PRE: 0.95, Sitting.Moment.POST: 0.85}, 1.0)
        made += size
        yield made


def _programme() -> Programme:
    model = Programme.objects.get(name="Jualan Lebih Luas")
    return Programme.objects.get_or_create(
        clinic=Clinic.objects.get(code=CLINIC_CODE),
        name=PROGRAMME,
        defaults={
            "course": model.course,
            "stage": Programme.Stage.EVALUATION,
            "funding_ends_on": timezone.localdate() + timedelta(days=300),
            "steward": model.steward,
        },
    )[0]


def _cohort(programme: Programme, quota: int) -> Cohort:
    today = timezone.localdate()
    number = programme.cohorts.count() + 1
    cohort = Cohort.objects.create(
        programme=programme,
        name=f"Angkatan uji {number}",
        starts_on=today - timedelta(days=90),
        ends_on=today - timedelta(days=6),
        quota=quota,
        pinned_at=timezone.now(),
    )
    plan_sittings(cohort, Quiz.objects.get(course=programme.course))
    return cohort


def _copy_pins(template: list[PinnedModule], cohort: Cohort) -> None:
    modules = PinnedModule.objects.bulk_create(
        PinnedModule(
            cohort=cohort,
            module_id=pin.module_id,
            revision_id=pin.revision_id,
            position=pin.position,
            slug=pin.slug,
            cloth=pin.cloth,
            texts=pin.texts,
        )
        for pin in template
    )
    pairs = [
        (module, lesson)
        for module, pin in zip(modules, template, strict=True)
        for lesson in pin.lessons.all()
    ]
    lessons = PinnedLesson.objects.bulk_create(
        PinnedLesson(
            pinned_module=module,
            lesson_id=lesson.lesson_id,
            objective_id=lesson.objective_id,
            position=lesson.position,
            slug=lesson.slug,
        )
        for module, lesson in pairs
    )
    PinnedText.objects.bulk_create(
        PinnedText(pinned_lesson=copy, language=text.language, frozen_id=text.frozen_id)
        for copy, (_, lesson) in zip(lessons, pairs, strict=True)
        for text in lesson.texts.all()
    )


def _people(cohort: Cohort, made: int, size: int, sealed: str) -> list[Enrolment]:
    people = Person.objects.bulk_create(
        Person(
            phone=f"+{FIRST_PHONE + made + n}",
            name=f"{FIRST[(made + n) % len(FIRST)]} {LAST[(made + n) // 7 % len(LAST)]}",
            pin=sealed,
            password="!",  # noqa: S106 - signs in with a PIN only
        )
        for n in range(size)
    )
    businesses = Business.objects.bulk_create(
        Business(
            owner=person,
            sector=BUSINESSES[n % len(BUSINESSES)][0],
            trade=BUSINESSES[n % len(BUSINESSES)][1],
            place=PLACES[n % len(PLACES)],
        )
        for n, person in enumerate(people)
    )
    return Enrolment.objects.bulk_create(
        Enrolment(person=person, business=business, cohort=cohort, number=n, via="roster")
        for n, (person, business) in enumerate(zip(people, businesses, strict=True), start=1)
    )
