"""A small clinic with one programme, whose participants learn as far as a test wants."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from itertools import count

from wagtail.models import Locale, Page

from assessments.models import Attempt, Quiz, QuizForm, Score, Sitting
from certificates.models import Award
from clinic.people.models import Business
from courses.actions.pinning import pin_course
from courses.models import (
    CatalogueModule,
    CataloguePage,
    Cohort,
    CoursePage,
    Enrolment,
    HomePage,
    LessonPage,
    LessonProgress,
    ModulePage,
    PinnedLesson,
    Programme,
    SchoolIndexPage,
    SchoolPage,
)
from tests.people.factories import (
    AppointmentFactory,
    ClinicFactory,
    PersonFactory,
    SchoolFactory,
    StaffFactory,
)

NUMBERS = count(1)
NOW = datetime(2026, 11, 20, 3, 0, tzinfo=UTC)


def a_cohort(lessons: int = 5, **award) -> Cohort:
    """A cohort of a programme with an award, one module with so many lessons, and both tests."""
    n = next(NUMBERS)
    Locale.objects.get_or_create(language_code="id")
    root = Page.objects.filter(depth=1).first() or Page.add_root(title="Root", slug="root")
    home = root.add_child(instance=HomePage(title="Klinik", slug=f"klinik-{n}"))
    catalogue = home.add_child(instance=CataloguePage(title="Program", slug="program"))
    school = SchoolFactory(name=f"SMK Batanghari Mandiri {n}", slug=f"smk-{n}")
    schools = home.add_child(instance=SchoolIndexPage(title="Sekolah", slug="sekolah"))
    branch = schools.add_child(instance=SchoolPage(title=school.name, slug="smk", organisation=school))
    module = branch.add_child(
        instance=ModulePage(title="Foto produk yang menjual", slug="foto", summary="Foto dengan HP")
    )
    for number in range(lessons):
        module.add_child(
            instance=LessonPage(title=f"Pelajaran {number}", slug=f"p{number}", minutes=9, body=[])
        )
    course = catalogue.add_child(
        instance=CoursePage(title="Jualan Lebih Luas", slug="jualan", summary="Ringkas")
    )
    CatalogueModule.objects.create(page=course, module=module, sort_order=1)
    clinic = ClinicFactory(name=f"Klinik Digital Jambi {n}", slug=f"jambi-{n}", code=f"K{n}")
    programme = Programme.objects.create(
        clinic=clinic,
        name=f"Jualan Lebih Luas {n}",
        course=course,
        funding_ends_on=date(2027, 6, 30),
        steward=StaffFactory(),
    )
    cohort = Cohort.objects.create(
        programme=programme,
        name="Angkatan 2",
        quota=1000,
        starts_on=date(2026, 7, 13),
        ends_on=date(2026, 10, 3),
    )
    Award.objects.create(
        **{
            "programme": programme,
            "title": "Jualan Lebih Luas",
            "title_en": "Selling Further",
            "number_prefix": "KDJ",
            "hours": Decimal("48"),
            "signatories": [{"name": "Dewi Lestari", "title": "Koordinator"}],
        }
        | award
    )
    quiz = Quiz.objects.create(name=f"Tes {n}", course=course)
    form = QuizForm.objects.create(quiz=quiz, label="A")
    for moment in (Sitting.Moment.PRE, Sitting.Moment.POST):
        Sitting.objects.create(cohort=cohort, quiz=quiz, moment=moment, opens_at=NOW - timedelta(days=60))
    assert form.pk
    return pin_course(cohort)


def an_enrolment(cohort: Cohort | None = None, name: str = "Rohana Bakar", **changes) -> Enrolment:
    cohort = cohort or a_cohort()
    person = PersonFactory(name=name)
    business = Business.objects.create(owner=person, name="Pempek Rohana", place="Kota Jambi")
    number = cohort.enrolments.count() + 1
    return Enrolment.objects.create(
        **{"person": person, "business": business, "cohort": cohort, "number": number} | changes
    )


def finish_lessons(enrolment: Enrolment, how_many: int) -> None:
    lessons = PinnedLesson.objects.filter(pinned_module__cohort=enrolment.cohort).order_by("position")
    LessonProgress.objects.bulk_create(
        LessonProgress(enrolment=enrolment, pinned_lesson=lesson, opened_at=NOW, seen_at=NOW, finished_at=NOW)
        for lesson in lessons[:how_many]
    )


def take_test(enrolment: Enrolment, moment: str, share: str) -> Attempt:
    sitting = Sitting.objects.get(cohort=enrolment.cohort, moment=moment)
    attempt = Attempt.objects.create(
        enrolment=enrolment,
        sitting=sitting,
        form=sitting.quiz.forms.get(),
        started_at=NOW,
        submitted_at=NOW,
    )
    Score.objects.create(attempt=attempt, number=1, share=Decimal(share), items={}, made_at=NOW)
    return attempt


def one_who_earned(cohort: Cohort | None = None, name: str = "Rohana Bakar") -> Enrolment:
    """Somebody who has done all that the rule asks for and has no certificate yet."""
    enrolment = an_enrolment(cohort, name)
    finish_lessons(enrolment, 5)
    take_test(enrolment, "pre", "0.6")
    take_test(enrolment, "post", "0.85")
    return enrolment


def a_coordinator(cohort: Cohort):
    return AppointmentFactory(clinic=cohort.programme.clinic).person
