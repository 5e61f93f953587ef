"""What we promise a participant: from the class code to a certificate that anybody can check."""

import re
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connections
from django.test import Client
from django.urls import reverse

from assessments.models import Answer, Attempt, Score
from certificates.actions.issuing import award_if_earned
from certificates.models import Certificate
from clinic.jobs.actions import run
from clinic.jobs.models import Job
from clinic.people.models import Person
from courses.models import Cohort, Enrolment, LessonProgress
from tests.assessments.world import ASKED, CHECKLIST, SHORT_TEXT, TO_DO, TYPED_RIGHT, a_class
from tests.certificates.conftest import own_folder  # noqa: F401

ABOUT_ME = {"name": "Rohana Bakar", "phone": "0812 7401 3355", "pin": "274916", "learning": "on"}
TOTAL = len(ASKED)
DONT_KNOW = {"answer": "unknown", "unknown": "unknown"}


@pytest.fixture
def cohort(db) -> Cohort:
    return a_class()


@pytest.fixture
def enrolment(client, cohort) -> Enrolment:
    """Somebody who has just joined, signed in with ``client``."""
    answer = client.post(reverse("courses:join", args=[cohort.code]), ABOUT_ME)
    assert (answer.status_code, answer.url) == (302, reverse("desk:today"))
    return Enrolment.objects.get(cohort=cohort)


def begin(client, enrolment: Enrolment, moment: str = "pre") -> Attempt:
    client.post(reverse("assessments:begin", args=[enrolment.public_id, moment]))
    return Attempt.objects.get(enrolment=enrolment, sitting__moment=moment)


def question(attempt: Attempt, position: int) -> str:
    return reverse("assessments:question", args=[attempt.public_id, position])


def page_of(html: str) -> dict:
    """The hidden fields with which an opened page saves."""
    return {name: re.search(rf'name="{name}" value="(\w+)"', html)[1] for name in ("page", "base", "seq")}


def answer_all(client, attempt: Attempt, answers: dict = TYPED_RIGHT) -> None:
    for position, kind in enumerate(ASKED, start=1):
        opened = page_of(client.get(question(attempt, position)).text)
        client.post(question(attempt, position), opened | answers[kind])


def test_participant_goes_all_the_way_from_class_code_to_certificate(client, cohort, enrolment):
    # before
    begun = begin(client, enrolment)
    answer_all(client, begun, dict.fromkeys(ASKED, DONT_KNOW))
    looked_over = client.get(reverse("assessments:look_over", args=[begun.public_id]))
    received = client.post(reverse("assessments:submit", args=[begun.public_id]), follow=True)
    assert [row.is_unknown for row in looked_over.context["sheet"].items] == [True] * TOTAL
    assert received.templates[0].name == "assessments/received.html"
    assert str(Score.objects.get().share) == "0.0000"

    # the lessons
    first, second = [reverse("courses:lesson", args=[cohort.code, "foto", slug]) for slug in ("p0", "p1")]
    assert client.get(first).text.count('name="item"') == 2
    client.post(f"{first}tick/", {"checklist": CHECKLIST["id"], "item": TO_DO[0]})
    ticked = client.get(first).text
    following = client.post(f"{first}finish/")
    client.get(second)
    home = client.post(f"{second}finish/")
    assert re.findall(r'name="item" value="([\w-]+)" checked', ticked) == [TO_DO[0]]
    assert (following.url, home.url) == (second, reverse("desk:today"))
    assert LessonProgress.objects.filter(enrolment=enrolment, finished_at__isnull=False).count() == 2

    # after
    ended = begin(client, enrolment, "post")
    answer_all(client, ended)
    result = client.post(reverse("assessments:submit", args=[ended.public_id]), follow=True)
    assert (begun.form.label, ended.form.label) == ("A", "B")
    assert str(Score.objects.get(attempt=ended).share) == "1.0000"
    assert "<b>100</b>" in result.text
    assert "Cahaya lembut menunjukkan warna asli" in result.text or "Jendela itu lembut" in result.text

    # the certificate
    award_if_earned(enrolment.pk)
    certificate = Certificate.objects.get()
    for job in Job.objects.all():
        run(job.pk)
    printed = b"".join(client.get(reverse("certificates:file", args=[certificate.public_id])))
    checked = Client().get(reverse("certificates:show", args=[certificate.public_id]))
    assert certificate.snapshot["name"] == "Rohana Bakar"
    assert printed.startswith(b"%PDF")
    assert "certificates/_valid.html" in [template.name for template in checked.templates]
    assert certificate.number in checked.text
    assert certificate.number in client.get(reverse("desk:me")).text


def test_joining_twice_with_one_phone_number_leads_to_the_sign_in(client, cohort, enrolment):
    again = Client().post(reverse("courses:join", args=[cohort.code]), ABOUT_ME)

    assert again.status_code == 422
    assert Person.objects.filter(phone="+6281274013355").count() == 1


def test_joining_with_an_unknown_code_keeps_what_was_typed(client, cohort):
    unknown = client.get(reverse("courses:join_start"), {"code": "ZZZ999"})

    assert unknown.status_code == 422
    assert 'value="ZZZ999"' in unknown.text


def test_a_number_that_cannot_be_read_stands_as_it_was_typed(client, enrolment):
    attempt = begin(client, enrolment)
    number = list(ASKED).index("number") + 1

    refused = client.post(question(attempt, number), {"answer": "banyak sekali <b>"})

    assert refused.status_code == 422
    assert 'value="banyak sekali &lt;b&gt;"' in refused.text
    assert Answer.objects.count() == 0


def test_dont_know_yet_is_an_answer(client, enrolment):
    attempt = begin(client, enrolment)

    for position, kind in enumerate(ASKED, start=1):
        field = "answer" if kind in ("single", "true_false") else "unknown"
        client.post(question(attempt, position), {field: "unknown"})

    assert list(Answer.objects.values_list("response", flat=True)) == [{"unknown": True}] * TOTAL


def test_stopping_and_coming_back_leads_to_the_first_open_question(client, enrolment):
    attempt = begin(client, enrolment)
    client.post(question(attempt, 1), TYPED_RIGHT["single"])
    client.post(question(attempt, 3), TYPED_RIGHT["true_false"])
    other_phone = Client()
    other_phone.post(reverse("people:sign_in"), {"phone": ABOUT_ME["phone"], "pin": ABOUT_ME["pin"]})

    came_back = other_phone.get(reverse("assessments:begin", args=[enrolment.public_id, "pre"]), follow=True)
    first = other_phone.get(question(attempt, 1))

    assert came_back.redirect_chain[-1][0] == question(attempt, 2)
    assert 'value="w2" checked' in first.text


def test_a_stale_tab_is_told_and_overwrites_nothing(client, enrolment):
    attempt = begin(client, enrolment)
    old_tab = page_of(client.get(question(attempt, 1)).text)
    new_tab = page_of(client.get(question(attempt, 1)).text)
    client.post(question(attempt, 1), new_tab | {"answer": "w2"})

    stale = client.post(question(attempt, 1), old_tab | {"answer": "q7"})
    then = Answer.objects.get().response
    insisted = client.post(question(attempt, 1), page_of(stale.text) | {"answer": "q7"})

    assert (stale.status_code, then) == (409, {"choice": "w2"})
    assert 'value="q7" checked' in stale.text
    assert "Cahaya jendela" in stale.text
    assert (insisted.status_code, Answer.objects.get().response) == (302, {"choice": "q7"})


def test_a_stale_tab_hears_it_from_htmx_as_well(client, enrolment):
    attempt = begin(client, enrolment)
    client.post(question(attempt, 1), {"page": "a", "seq": 1, "base": 0, "answer": "w2"})

    stale = client.post(
        question(attempt, 1),
        {"page": "b", "seq": 1, "base": 0, "answer": "q7"},
        headers={"HX-Request": "true"},
    )

    assert stale.status_code == 409
    assert stale.templates[0].name == "assessments/_not_saved.html"


def test_handing_in_twice_gives_one_score_and_the_same_receipt(client, enrolment):
    attempt = begin(client, enrolment)
    answer_all(client, attempt)

    first, second = [client.post(reverse("assessments:submit", args=[attempt.public_id])) for _ in "ab"]

    assert (first.status_code, first.url) == (second.status_code, second.url)
    assert Score.objects.count() == 1


def test_an_answer_after_handing_in_is_not_taken(client, enrolment):
    attempt = begin(client, enrolment)
    client.post(reverse("assessments:submit", args=[attempt.public_id]))

    late = client.post(question(attempt, 1), {"answer": "w2"})

    assert late.url == reverse("assessments:result", args=[attempt.public_id])
    assert Answer.objects.count() == 0


def test_nobody_else_opens_an_attempt(client, cohort, enrolment):
    attempt = begin(client, enrolment)
    other = Client()
    other.post(
        reverse("courses:join", args=[cohort.code]),
        ABOUT_ME | {"phone": "0812 7401 4466", "name": "Siti Aminah"},
    )

    seen = [other.get(question(attempt, 1)).status_code, other.post(question(attempt, 1)).status_code]

    assert seen == [404, 404]


def test_no_question_page_gives_its_answer_away(client, enrolment):
    attempt = begin(client, enrolment)

    pages = [client.get(question(attempt, position)).text for position in range(1, TOTAL + 1)]

    forms = [re.search(r'<form[^>]*id="question".*?</form>', page, re.DOTALL)[0] for page in pages]
    tags = " ".join(tag for form in forms for tag in re.findall(r"<[^>]+>", form))
    assert [word for word in ("right", "correct", "tolerance", "data-answer") if word in tags] == []
    assert [page for page in pages if re.search(r"(?<!1\.)750\.?000", page)] == []
    assert [page for page in pages if SHORT_TEXT["accept"]["id"][0] in page] == []
    choices = [re.findall(r'<label class="choice">(.*?)</label>', form) for form in forms[:3]]
    shapes = [{re.sub(r'value="\w+"|<span>.*?</span>', "", choice) for choice in row} for row in choices]
    assert [len(shape) for shape in shapes] == [1, 1, 1]  # right and wrong ones look the same


@pytest.mark.django_db(transaction=True)
def test_a_double_tap_on_hand_in_gives_one_score(client, enrolment):
    attempt = begin(client, enrolment)
    answer_all(client, attempt)
    session = client.cookies["sessionid"].value

    def hand_in(_):
        tapped = Client()
        tapped.cookies["sessionid"] = session
        try:
            return tapped.post(reverse("assessments:submit", args=[attempt.public_id])).status_code
        finally:
            connections.close_all()

    with ThreadPoolExecutor(8) as threads:
        answers = set(threads.map(hand_in, range(8)))

    assert answers == {302}
    assert Score.objects.filter(attempt=attempt).count() == 1
