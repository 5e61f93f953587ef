from datetime import UTC, datetime

import pytest
from django.db import IntegrityError, transaction

from assessments.signals import attempt_submitted
from certificates import tasks
from certificates.actions.issuing import award_if_earned, take_number
from certificates.actions.printing import print_later
from certificates.models import Award, Certificate, NumberSeries
from clinic.jobs.actions import run
from clinic.jobs.models import Job
from courses.actions.learning import finish_lesson
from courses.models import Enrolment, PinnedLesson
from tests.certificates.world import a_cohort, an_enrolment, finish_lessons, one_who_earned, take_test

pytestmark = pytest.mark.django_db


def test_award_if_earned_issues_a_certificate_and_starts_its_printing():
    enrolment = one_who_earned()

    certificate = award_if_earned(enrolment.pk)

    year = certificate.issued_at.year
    assert certificate.number == f"KDJ-{year}-0001"
    assert (certificate.enrolment, certificate.state) == (enrolment, Certificate.State.VALID)
    job = Job.objects.get()
    assert (job.kind, job.payload) == ("print_certificate", {"certificate": certificate.pk})
    assert job.clinic == enrolment.cohort.programme.clinic


def test_award_if_earned_freezes_what_is_printed():
    enrolment = one_who_earned()

    said = award_if_earned(enrolment.pk).snapshot

    clinic = enrolment.cohort.programme.clinic
    assert said["name"] == "Rohana Bakar"
    assert (said["business"], said["place"]) == ("Pempek Rohana", "Kota Jambi")
    assert (said["programme"], said["programme_en"], said["cohort"]) == (
        "Jualan Lebih Luas",
        "Selling Further",
        "Angkatan 2",
    )
    assert (said["starts_on"], said["ends_on"], said["hours"]) == ("2026-07-13", "2026-10-03", "48")
    assert (said["before"], said["after"], said["result"], said["result_en"]) == (
        60,
        85,
        "Sangat Baik",
        "Very Good",
    )
    assert said["clinic"]["name"] == clinic.name
    assert said["issuer"] == clinic.host.name
    assert said["signatories"] == [{"name": "Dewi Lestari", "title": "Koordinator"}]
    assert [
        (row["title"], row["lessons_done"], row["lessons"], row["minutes"]) for row in said["modules"]
    ] == [("Foto produk yang menjual", 5, 5, 45)]
    assert said["shown"] == [
        "Menyelesaikan 5 dari 5 pelajaran.",
        "Nilai naik 25 poin dari tes awal ke tes akhir.",
    ]
    assert said["rule"][1] == (
        "Sertifikat diberikan bila menyelesaikan paling sedikit 80% pelajaran, mengikuti tes awal, "
        "dan mencapai nilai 70 pada tes akhir."
    )


def test_award_if_earned_takes_one_who_has_no_business():
    enrolment = one_who_earned()
    Enrolment.objects.filter(pk=enrolment.pk).update(business=None)

    said = award_if_earned(enrolment.pk).snapshot

    assert (said["business"], said["place"]) == ("", "")


def test_award_if_earned_twice_gives_the_same_certificate():
    enrolment = one_who_earned()

    first, second = award_if_earned(enrolment.pk), award_if_earned(enrolment.pk)

    assert first == second
    assert Job.objects.count() == 1


@pytest.mark.parametrize("missing", ["pre", "post", "lessons"])
def test_award_if_earned_waits_until_the_rule_is_met(missing):
    enrolment = an_enrolment()
    finish_lessons(enrolment, 3 if missing == "lessons" else 4)
    if missing != "pre":
        take_test(enrolment, "pre", "0.9")
    if missing != "post":
        take_test(enrolment, "post", "0.7")

    assert award_if_earned(enrolment.pk) is None
    assert not NumberSeries.objects.exists()


def test_award_if_earned_passes_over_somebody_who_left():
    enrolment = one_who_earned()
    Enrolment.objects.filter(pk=enrolment.pk).update(state="left", left_on="2026-09-01")

    assert award_if_earned(enrolment.pk) is None


def test_award_if_earned_passes_over_a_programme_without_award():
    enrolment = one_who_earned()
    Award.objects.all().delete()

    assert award_if_earned(enrolment.pk) is None


def test_award_if_earned_leaves_a_revoked_certificate_revoked():
    enrolment = one_who_earned()
    certificate = award_if_earned(enrolment.pk)
    certificate.state, certificate.reason, certificate.ended_at = (
        "revoked",
        "Salah orang",
        certificate.issued_at,
    )
    certificate.save()

    assert award_if_earned(enrolment.pk) is None
    assert Certificate.objects.count() == 1


def test_numbers_follow_one_another_within_prefix_and_year():
    cohort = a_cohort()

    numbers = [award_if_earned(one_who_earned(cohort).pk).number for _ in range(3)]

    assert [number[-4:] for number in numbers] == ["0001", "0002", "0003"]


def test_number_of_a_transaction_that_fails_is_given_again():
    with transaction.atomic():
        take_number("KDJ", 2026)
        transaction.set_rollback(True)

    with transaction.atomic():
        _, number = take_number("KDJ", 2026)

    assert number == 1


def test_series_of_other_years_and_prefixes_begin_at_one():
    taken = [
        take_number(*series)[1] for series in (("KDJ", 2026), ("KDJ", 2027), ("KDB", 2026), ("KDJ", 2026))
    ]

    assert taken == [1, 1, 1, 2]


def test_year_of_a_number_is_that_of_the_clinic(monkeypatch):
    enrolment = one_who_earned()
    clinic = enrolment.cohort.programme.clinic
    clinic.time_zone = "Asia/Jayapura"
    clinic.save()
    new_year_in_jayapura = datetime(2026, 12, 31, 15, 30, tzinfo=UTC)
    monkeypatch.setattr("certificates.actions.issuing.timezone.now", lambda: new_year_in_jayapura)

    certificate = award_if_earned(enrolment.pk)

    assert certificate.number == "KDJ-2027-0001"
    assert certificate.snapshot["issued_on"] == "2027-01-01"


@pytest.mark.parametrize(
    "changes",
    [
        {"snapshot": {"name": "Orang Lain"}},
        {"number": "KDJ-2026-9999"},
        {"public_id": "AAAABBBBCCCC"},
        {"sequence": 99},
        {"issued_at": datetime(2020, 1, 1, tzinfo=UTC)},
    ],
    ids=lambda changes: next(iter(changes)),
)
def test_database_refuses_to_change_what_was_frozen(changes):
    certificate = award_if_earned(one_who_earned().pk)

    with pytest.raises(IntegrityError, match="never changed"), transaction.atomic():
        Certificate.objects.filter(pk=certificate.pk).update(**changes)


def test_database_keeps_one_valid_certificate_for_each_enrolment():
    certificate = award_if_earned(one_who_earned().pk)
    twin = {field: getattr(certificate, field) for field in ("award", "enrolment", "series", "snapshot")} | {
        "sequence": 2,
        "number": "KDJ-2026-0002",
    }

    with pytest.raises(IntegrityError), transaction.atomic():
        Certificate.objects.create(**twin)


# In the background


def test_printing_keeps_the_pdf_and_marks_the_row(tmp_path):
    certificate = award_if_earned(one_who_earned().pk)

    run(Job.objects.get().pk)

    certificate.refresh_from_db()
    folder = tmp_path / "certificates" / str(certificate.issued_at.year)
    assert [path.name for path in folder.iterdir()] == [f"{certificate.number}-{certificate.public_id}.pdf"]
    assert certificate.file.open("rb").read(5) == b"%PDF-"
    assert certificate.file_size == next(folder.iterdir()).stat().st_size
    assert Job.objects.get().state == Job.State.DONE


def test_printing_twice_leaves_one_file(tmp_path):
    certificate = award_if_earned(one_who_earned().pk)
    job = Job.objects.get()
    run(job.pk)

    run(job.pk)
    print_later(certificate)

    assert Job.objects.count() == 1
    assert len(list((tmp_path / "certificates").rglob("*.*"))) == 1


def test_name_that_cannot_be_printed_stops_the_job_with_words():
    certificate = award_if_earned(one_who_earned(name="حليمة").pk)

    run(Job.objects.get().pk)

    certificate.refresh_from_db()
    job = Job.objects.get()
    assert job.state == Job.State.FAILED
    assert "حليمة"[0] in job.error
    assert not certificate.file


def test_award_task_run_twice_awards_once():
    enrolment = one_who_earned()

    tasks.award(enrolment.pk)
    tasks.award(enrolment.pk)

    assert Certificate.objects.count() == 1


def test_submitted_attempt_is_followed_by_the_award(django_capture_on_commit_callbacks, monkeypatch):
    enrolment = one_who_earned()
    asked = []
    monkeypatch.setattr(tasks.award, "apply_async", lambda args, **_how: asked.append(args))

    with django_capture_on_commit_callbacks(execute=True):
        attempt_submitted.send(sender=None, attempt=enrolment.attempts.get(sitting__moment="post"))

    assert asked == [(enrolment.pk,)]


def test_finished_lesson_is_followed_by_the_award(django_capture_on_commit_callbacks, monkeypatch):
    enrolment = an_enrolment()
    asked = []
    monkeypatch.setattr(tasks.award, "apply_async", lambda args, **_how: asked.append(args))

    with django_capture_on_commit_callbacks(execute=True):
        finish_lesson(enrolment, PinnedLesson.objects.first())

    assert asked == [(enrolment.pk,)]


def test_award_missed_finds_those_whose_message_was_lost():
    cohort = a_cohort()
    earned, failed = one_who_earned(cohort), an_enrolment(cohort)
    take_test(failed, "post", "0.69")
    on_the_mark = an_enrolment(cohort)
    finish_lessons(on_the_mark, 4)
    take_test(on_the_mark, "pre", "0.2")
    take_test(on_the_mark, "post", "0.6950")  # rounds to 70 points

    tasks.award_missed()
    tasks.award_missed()

    assert set(Certificate.objects.values_list("enrolment", flat=True)) == {earned.pk, on_the_mark.pk}
