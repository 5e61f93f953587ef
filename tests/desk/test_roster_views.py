"""Upload, look, confirm."""

import os
import re
import time
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from clinic.desk.tasks import ROSTER_WORK
from clinic.desk.uploads import upload_at
from clinic.jobs import actions as jobs
from clinic.jobs.models import Job
from tests.certificates.world import a_cohort, a_coordinator
from tests.desk.world import staff_browser

LIST = Path(__file__).parent.parent / "data" / "roster" / "roster-excel-id.csv"


def upload(browser, cohort, content: bytes | None = None, name: str = "daftar.csv"):
    file = SimpleUploadedFile(name, LIST.read_bytes() if content is None else content)
    return browser.post(f"/desk/cohorts/{cohort.code}/roster/", {"file": file})


def test_preview_tells_the_fate_of_each_row_and_writes_nothing(browser, cohort):
    answer = upload(browser, cohort)

    page = browser.get(answer.url)
    assert (page.context["preview"].fates.new, page.context["preview"].rejected) == (31, 4)
    assert [line.row for line in page.context["page"]] == list(range(2, 37))
    assert not cohort.enrolments.exists()


def test_confirm_takes_in_once_and_forgets_the_file(browser, cohort, coordinator):
    address = upload(browser, cohort).url

    first = browser.post(address)
    again = browser.get(address)

    assert first.url == f"/desk/cohorts/{cohort.code}/"
    assert again.url == f"/desk/cohorts/{cohort.code}/roster/"
    assert cohort.enrolments.count() == 31


def test_list_twice_has_nobody_to_take_in(browser, cohort):
    browser.post(upload(browser, cohort).url)

    page = browser.get(upload(browser, cohort).url)

    assert (page.context["preview"].fates.enrolled, page.context["preview"].fates.already) == (0, 31)


def test_unreadable_file_is_said_in_words(browser, cohort):
    answer = upload(browser, cohort, b"Belanja;Harga\nGula;12000\n")

    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["file"])


def test_missing_file_is_said_in_words(browser, cohort):
    assert browser.post(f"/desk/cohorts/{cohort.code}/roster/").status_code == 422


def test_upload_belongs_to_the_person_and_the_cohort(browser, cohort):
    address = upload(browser, cohort).url
    colleague = staff_browser(a_coordinator(cohort))
    other = a_cohort()

    assert colleague.get(address).status_code == 302
    assert browser.get(address.replace(cohort.code, other.code)).status_code == 404


def test_upload_runs_out_after_a_day(browser, cohort, coordinator):
    token = upload(browser, cohort).url.rstrip("/").rsplit("/", 1)[1]
    path = upload_at(token, coordinator, cohort)
    yesterday = time.time() - 25 * 3600
    os.utime(path, (yesterday, yesterday))

    assert upload_at(token, coordinator, cohort) is None
    upload(browser, cohort)
    assert not path.exists()


@pytest.mark.parametrize("token", ["..", "../../x.csv", "a" * 24 + ".exe"])
def test_upload_at_takes_only_names_it_gave(coordinator, cohort, token):
    assert upload_at(token, coordinator, cohort) is None


def test_long_list_is_read_in_the_background(browser, cohort, django_capture_on_commit_callbacks):
    rows = "\n".join(f"Orang Ke {n};0812740{n:05}" for n in range(250))
    address = upload(browser, cohort, f"Nama;No. WA\n{rows}\n".encode()).url

    answer = browser.post(address)
    job = Job.objects.get()
    jobs.run(job.pk)

    assert re.match(r"/desk/jobs/", answer.url)
    job.refresh_from_db()
    assert (job.state, job.done, cohort.enrolments.count()) == ("done", 3, 250)
    assert ROSTER_WORK.seen_at(job.payload) == f"/desk/cohorts/{cohort.code}/"
