"""A test with every kind of question in two forms, and a class that may take it."""

from datetime import timedelta

from django.utils import timezone
from wagtail.models import Page

from assessments.models import (
    Attempt,
    Question,
    QuestionBank,
    QuestionVersion,
    Quiz,
    QuizForm,
    QuizItem,
    Sitting,
)
from courses.actions.pinning import pin_course
from courses.models import Cohort, Enrolment, LessonPage, ModulePage, Objective
from tests.certificates.world import a_cohort, an_enrolment

SINGLE = {
    "stem": {"id": "Cahaya mana yang paling baik untuk foto produk?", "en": "Which light is best?"},
    "choices": [
        {"id": "q7", "text": {"id": "Lampu kilat"}, "right": False, "why": {"id": "Kilat membuat silau."}},
        {"id": "w2", "text": {"id": "Cahaya jendela"}, "right": True, "why": {"id": "Jendela itu lembut."}},
        {"id": "z5", "text": {"id": "Lampu jalan"}, "right": False},
    ],
    "why": {"id": "Cahaya lembut menunjukkan warna asli."},
}
MULTIPLE = {
    "stem": {"id": "Apa yang perlu ada di deskripsi produk?"},
    "choices": [
        {"id": "b1", "text": {"id": "Ukuran"}, "right": True, "why": {"id": "Ukuran mencegah salah beli."}},
        {"id": "b2", "text": {"id": "Berat"}, "right": True, "why": {"id": "Berat menentukan ongkir."}},
        {"id": "b3", "text": {"id": "Gosip"}, "right": False},
        {"id": "b4", "text": {"id": "Zodiak"}, "right": False},
    ],
}
TRUE_FALSE = {
    "stem": {"id": "Uang usaha dan uang dapur boleh satu dompet."},
    "answer": False,
    "why": {"id": "Terpisah, supaya laba terlihat."},
}
NUMBER = {
    "stem": {"id": "Modal 1.000.000, penjualan 1.750.000. Berapa labanya?"},
    "answer": "750000",
    "tolerance": "1000",
    "unit": {"id": "rupiah", "en": "rupiah"},
    "why": {"id": "Penjualan dikurangi modal."},
}
SHORT_TEXT = {
    "stem": {"id": "Apa nama pasar daring di aplikasi?"},
    "accept": {"id": ["Lokapasar", "marketplace"], "en": ["marketplace"]},
    "why": {"id": "Lokapasar mempertemukan penjual dan pembeli."},
}
ASKED = {
    "single": SINGLE,
    "multiple": MULTIPLE,
    "true_false": TRUE_FALSE,
    "number": NUMBER,
    "short_text": SHORT_TEXT,
}
TYPED_RIGHT = {  # what a browser sends for full marks
    "single": {"answer": "w2"},
    "multiple": {"answer": ["b1", "b2"]},
    "true_false": {"answer": "false"},
    "number": {"answer": "750 ribu"},
    "short_text": {"answer": " LOKAPASAR. "},
}
CHECKLIST = {"type": "checklist", "id": "6f2c1d5e-8a3b-4c7d-9e0f-1a2b3c4d5e6f"}
TO_DO = ("0b8f3c52-5d1e-4f6a-8b9c-7d2e1f0a3b4c", "f3a1c9d7-2e4b-4a6c-9d8e-5b7f1c3d2e0a")


def a_class(lessons: int = 2) -> Cohort:
    """A cohort whose first lesson has a checklist, with both tests open; each form asks every kind."""
    first = a_cohort(lessons, pass_mark=60)
    programme = first.programme
    module = ModulePage.objects.get(pk=programme.course.modules()[0].pk)
    lesson = LessonPage.objects.child_of(module).first()
    to_do = zip(TO_DO, ("Pindahkan meja ke dekat jendela", "Ambil tiga foto"), strict=True)
    lesson.body = [
        CHECKLIST | {"value": {"items": [{"type": "item", "id": i, "value": text} for i, text in to_do]}}
    ]
    lesson.save_revision().publish()
    quiz = Quiz.objects.get(course=programme.course)
    _fill(quiz, Objective.objects.create(module=module, code="F1", words_id="Memotret", words_en="Shoot"))
    today = timezone.localdate()
    cohort = Cohort.objects.create(
        programme=programme,
        name="Angkatan 3",
        quota=1000,
        starts_on=today - timedelta(days=1),
        ends_on=today + timedelta(days=80),
        joins_until=today + timedelta(days=28),
    )
    for moment in (Sitting.Moment.PRE, Sitting.Moment.POST):
        opens_at = timezone.now() - timedelta(days=1)
        Sitting.objects.create(cohort=cohort, quiz=quiz, moment=moment, opens_at=opens_at)
    return pin_course(cohort)


def _fill(quiz: Quiz, objective: Objective) -> None:
    school = Page.objects.get(pk=objective.module.pk).get_parent().specific.organisation
    bank = QuestionBank.objects.create(name=f"Bank {quiz.pk}", organisation=school)
    for label in ("A", "B"):
        form, _ = QuizForm.objects.get_or_create(quiz=quiz, label=label)
        for position, (kind, content) in enumerate(ASKED.items(), start=1):
            question = Question.objects.create(
                bank=bank, code=f"{label}{position}", objective=objective, kind=kind, status="reviewed"
            )
            version = QuestionVersion.objects.create(question=question, number=1, content=content)
            QuizItem.objects.create(form=form, position=position, version=version)


def an_attempt(enrolment: Enrolment | None = None, moment: str = "pre") -> Attempt:
    """An attempt begun a minute ago."""
    enrolment = enrolment or an_enrolment(a_class())
    sitting = Sitting.objects.get(cohort=enrolment.cohort, moment=moment)
    return Attempt.objects.create(
        enrolment=enrolment,
        sitting=sitting,
        form=sitting.quiz.forms.get(label="A"),
        started_at=timezone.now() - timedelta(minutes=1),
    )
