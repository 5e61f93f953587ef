"""Schools, modules, lessons and questions, from the files in ``fixtures/demo`` into the page tree."""

import json
import uuid
from decimal import Decimal
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import yaml
from django.conf import settings
from django.core.files import File
from django.utils import timezone
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Collection, Locale, Page, Site

from assessments.kinds import KINDS
from assessments.models import Question, QuestionBank, QuestionVersion, Quiz, QuizForm, QuizItem
from clinic.people.models import Organisation
from courses.actions.cms_groups import shelf_of
from courses.models import (
    CatalogueModule,
    CataloguePage,
    CoursePage,
    HomePage,
    LessonPage,
    ModulePage,
    Objective,
    SchoolIndexPage,
    SchoolPage,
    StandardPage,
)

FIXTURES = settings.BASE_DIR / "fixtures" / "demo"
LANGUAGES = ("id", "en")
NAMESPACE = uuid.UUID("0f5d0d0e-6a3c-4b58-9c1e-7f3a5d2c9b10")  # ids of blocks are the same on every machine
SAFE_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # the one in C is eight times as quick
QUIZ = "Tes Jualan Lebih Luas"
COURSE_SLUG = "jualan-lebih-luas"


def load_content() -> CoursePage:
    """The whole page tree in both languages, once: what stands already is left as it is."""
    site = _read(FIXTURES / "site.yaml")
    locales = {code: Locale.objects.get_or_create(language_code=code)[0] for code in LANGUAGES}
    homes = _homes(site, locales)
    catalogues = _twins(CataloguePage, homes, "program", site["catalogue"], locales, show_in_menus=True)
    schools = _twins(SchoolIndexPage, homes, "sekolah", site["schools_page"], locales, show_in_menus=True)
    for page in site["pages"]:
        body = page.pop("body")
        texts = {code: page[code] | {"body": _text_blocks(page["slug"], body[code])} for code in LANGUAGES}
        _twins(StandardPage, homes, page["slug"], texts, locales, show_in_menus=page["in_menu"])
    branches = {school["slug"]: _school(school, schools, locales) for school in site["schools"]}
    modules = [_module(path, branches, locales) for path in sorted((FIXTURES / "modules").glob("*.yaml"))]
    course = _course(site["course"], catalogues, modules, locales)
    _questions(modules, course)
    return course


def _read(path: Path) -> Any:
    return yaml.load(path.read_text(encoding="utf-8"), Loader=SAFE_LOADER)  # noqa: S506 - a safe one


def _add(parent: Page, page: Page) -> Page:
    """A live page with its revision. Publishing would write and index it three times."""
    page.first_published_at = page.last_published_at = timezone.now()
    parent.add_child(instance=page)
    return _published(page)


def _published(page: Page) -> Page:
    revision = page.save_revision(changed=False, clean=False)
    Page.objects.filter(pk=page.pk).update(live_revision=revision)
    return page


def _homes(site: dict, locales: dict[str, Locale]) -> dict[str, Page]:
    found = {home.locale.language_code: home for home in HomePage.objects.select_related("locale")}
    if len(found) == len(LANGUAGES):
        return found
    root = Page.get_first_root_node()
    key = uuid.uuid5(NAMESPACE, "home")
    homes = {}
    for code in LANGUAGES:
        text = site["home"][code]
        cases = [
            {"type": "case", "id": _block_id("home", n), "value": case}
            for n, case in enumerate(text["cases"])
        ]
        slug = "klinik" if code == "id" else f"klinik-{code}"
        home = HomePage(
            title=text["title"], slug=slug, lead=text["lead"], locale=locales[code], translation_key=key
        )
        home.cases = json.dumps(cases)
        homes[code] = _add(root, home)
    address = urlsplit(settings.BASE_URL)
    where = {"hostname": address.hostname, "port": address.port or (443 if address.scheme == "https" else 80)}
    Site.objects.update_or_create(
        is_default_site=True, defaults=where | {"root_page": homes["id"], "site_name": "Klinik"}
    )
    root.get_children().exact_type(Page).delete()  # the welcome page of a fresh Wagtail
    return homes


def _twins(
    model: type[Page],
    parents: dict[str, Page],
    slug: str,
    texts: dict[str, dict],
    locales: dict[str, Locale],
    **common: Any,
) -> dict[str, Page]:
    """A page and its translation: one key, one slug, two languages."""
    twins: dict[str, Page] = {}
    for code in LANGUAGES:
        parent = parents[code]
        page = model.objects.child_of(parent).filter(slug=slug).first()
        if page is None:
            key = twins["id"].translation_key if "id" in twins else uuid.uuid4()
            fields = common | texts[code]
            page = _add(parent, model(slug=slug, locale=locales[code], translation_key=key, **fields))
        twins[code] = page
    return twins


def _school(school: dict, parents: dict[str, Page], locales: dict[str, Locale]) -> dict[str, Page]:
    organisation = Organisation.objects.get(slug=school["slug"])
    texts = {code: {"title": organisation.name, "about": school["about"][code]} for code in LANGUAGES}
    return _twins(SchoolPage, parents, school["slug"], texts, locales, organisation=organisation)


def _module(path: Path, branches: dict[str, dict[str, Page]], locales: dict[str, Locale]) -> ModulePage:
    told = _read(path)
    branch = branches[told["school"]]
    texts = {
        code: {
            "title": told["title"][code],
            "summary": told["summary"][code],
            "asked_for": told["asked_for"][code],
            "outcomes": "\n".join(line[code] for line in told["outcomes"]),
        }
        for code in LANGUAGES
    }
    common = {key: told[key] for key in ("cloth", "subject", "licence", "authors")}
    modules = _twins(ModulePage, branch, told["slug"], texts, locales, **common)
    objectives = {
        row["code"]: Objective.objects.get_or_create(
            module=modules["id"],
            code=row["code"],
            defaults={"words_id": row["words"]["id"], "words_en": row["words"]["en"], "position": place},
        )[0]
        for place, row in enumerate(told["objectives"], start=1)
    }
    shelf = shelf_of(branch["id"].organisation)
    for place, lesson in enumerate(told["lessons"]):
        texts = {
            code: {
                "title": lesson["title"][code],
                "lead": lesson["lead"][code],
                "body": _lesson_blocks(lesson, code, shelf),
            }
            for code in LANGUAGES
        }
        _twins(
            LessonPage,
            modules,
            lesson["slug"],
            texts,
            locales,
            minutes=lesson["minutes"],
            objective=objectives[lesson["objective"]],
            is_open=place == 0,
        )
    return modules["id"]


def _course(
    told: dict, catalogues: dict[str, Page], modules: list[ModulePage], locales: dict[str, Locale]
) -> CoursePage:
    courses = _twins(CoursePage, catalogues, COURSE_SLUG, told, locales)
    for course in courses.values():
        if not course.course_modules.exists():
            course.course_modules = [
                CatalogueModule(module=module, sort_order=place) for place, module in enumerate(modules)
            ]
            course.save()
            _published(course)
    return courses["id"]


def _block_id(slug: str, n: int | str) -> str:
    return str(uuid.uuid5(NAMESPACE, f"{slug}/{n}"))


def _text_blocks(slug: str, html: str) -> str:
    return json.dumps([{"type": "text", "id": _block_id(slug, 0), "value": html}])


def _lesson_blocks(lesson: dict, code: str, shelf: Collection) -> str:
    blocks = []
    for n, block in enumerate(lesson["body"]):
        ((kind, told),) = block.items()
        name = f"{lesson['slug']}/{n}"
        blocks.append(
            {"type": kind, "id": _block_id(lesson["slug"], n), "value": BUILD[kind](told, code, shelf, name)}
        )
    return json.dumps(blocks)


def _listed(values: list, name: str) -> list[dict]:
    return [{"type": "item", "id": _block_id(name, n), "value": value} for n, value in enumerate(values)]


def _steps(told: dict, code: str, shelf: Collection, name: str) -> dict:
    steps = [{"title": step["title"][code], "text": step["text"][code]} for step in told["items"]]
    return {"heading": told["heading"][code], "items": _listed(steps, name)}


def _checklist(told: dict, code: str, shelf: Collection, name: str) -> dict:
    return {"items": _listed([item[code] for item in told["items"]], name)}


def _callout(told: dict, code: str, shelf: Collection, name: str) -> dict:
    return {"tone": told["tone"], "title": told["title"][code], "text": told["text"][code]}


def _table(told: dict, code: str, shelf: Collection, name: str) -> dict:
    columns = [{"type": "text", "heading": cell[code]} for cell in told["head"]]
    rows = [{"values": [cell[code] for cell in row]} for row in told["rows"]]
    return {"caption": told["caption"][code], "table": {"columns": columns, "rows": rows, "caption": ""}}


def _glossary(told: dict, code: str, shelf: Collection, name: str) -> dict:
    entries = [{"term": row["term"][code], "meaning": row["meaning"][code]} for row in told["items"]]
    return {"entries": _listed(entries, name)}


def _example(told: dict, code: str, shelf: Collection, name: str) -> dict:
    return {"business": told["business"][code], "place": told["place"], "story": told["story"][code]}


def _check(told: dict, code: str, shelf: Collection, name: str) -> dict:
    choices = [
        {"text": choice["text"][code], "is_right": choice["right"], "why": choice["why"][code]}
        for choice in told["choices"]
    ]
    return {"question": told["question"][code], "choices": _listed(choices, name)}


def _picture(told: dict, code: str, shelf: Collection, name: str) -> dict:
    image = _image(FIXTURES / "pictures" / told["file"], told["alt"]["id"], shelf)
    return {
        "picture": {"image": image.pk, "alt_text": told["alt"][code], "decorative": False},
        "caption": told["caption"][code],
    }


def _download(told: dict, code: str, shelf: Collection, name: str) -> dict:
    document = _document(FIXTURES / "downloads" / told["file"], told["title"]["id"], shelf)
    return {"document": document.pk, "title": told["title"][code]}


def _video(told: dict, code: str, shelf: Collection, name: str) -> dict:
    poster = _image(FIXTURES / "media" / told["poster"], told["title"]["id"], shelf)
    return {
        "document": _document(FIXTURES / "media" / told["file"], told["title"]["id"], shelf).pk,
        "poster": {"image": poster.pk, "alt_text": "", "decorative": True},
        "title": told["title"][code],
        "seconds": told["seconds"],
        "transcript": told["transcript"][code],
    }


BUILD = {
    "text": lambda told, code, shelf, name: told[code],
    "picture": _picture,
    "steps": _steps,
    "checklist": _checklist,
    "callout": _callout,
    "table": _table,
    "glossary": _glossary,
    "example": _example,
    "check": _check,
    "download": _download,
    "video": _video,
}


def _image(path: Path, alt: str, shelf: Collection):
    known = get_image_model().objects.filter(title=path.name).first()
    if known is not None:
        return known
    with path.open("rb") as file:
        return get_image_model().objects.create(
            title=path.name, description=alt[:255], file=File(file, name=path.name), collection=shelf
        )


def _document(path: Path, title: str, shelf: Collection):
    known = get_document_model().objects.filter(title=title).first()
    if known is not None:
        return known
    with path.open("rb") as file:
        return get_document_model().objects.create(
            title=title, file=File(file, name=path.name), collection=shelf
        )


def _questions(modules: list[ModulePage], course: CoursePage) -> None:
    """Banks, one a school; and the quiz with its two forms in the order of the modules."""
    if Quiz.objects.filter(name=QUIZ).exists():
        return
    quiz = Quiz.objects.create(name=QUIZ, course=course)
    forms = {label: QuizForm.objects.create(quiz=quiz, label=label) for label in ("A", "B")}
    places = {"A": 0, "B": 0}
    for module, path in zip(modules, sorted((FIXTURES / "questions").glob("*.yaml")), strict=True):
        organisation = module.school.organisation
        bank = QuestionBank.objects.get_or_create(
            name=f"Bank soal {organisation.name}", defaults={"organisation": organisation}
        )[0]
        objectives = {objective.code: objective for objective in module.objectives.all()}
        for told in _read(path):
            version = _question(told, bank, objectives[told["objective"]])
            if label := told["form"]:
                places[label] += 1
                QuizItem.objects.create(form=forms[label], position=places[label], version=version)


def _question(told: dict, bank: QuestionBank, objective: Objective) -> QuestionVersion:
    question = Question.objects.create(
        bank=bank,
        code=told["code"],
        objective=objective,
        kind=told["kind"],
        status=Question.Status.REVIEWED,
    )
    content = content_of(told)
    problems = KINDS[told["kind"]].problems(content)
    if problems:
        raise ValueError(f"{told['code']}: {' '.join(problems)}")
    return QuestionVersion.objects.create(question=question, number=1, content=content)


def content_of(told: dict) -> dict:
    """What the kind of a question wants, from what the file says."""
    content: dict[str, Any] = {"stem": told["stem"]}
    if "choices" in told:
        content["choices"] = [
            {"id": f"c{n}", "text": choice["text"], "right": choice["right"], "why": choice.get("why", {})}
            for n, choice in enumerate(told["choices"], start=1)
        ]
    if "why" in told:
        content["why"] = told["why"]
    if told["kind"] == "true_false":
        content["answer"] = told["answer"]
    if told["kind"] == "number":
        content["answer"] = str(Decimal(str(told["answer"])))
        content["tolerance"] = str(Decimal(str(told.get("tolerance", 0))))
        content["unit"] = told.get("unit") or {}
    if told["kind"] == "short_text":
        content["accept"] = told["accept"]
    return content
