"""Everything a certificate will say, put together once, when it is issued."""

from datetime import date

from django.utils import translation

from assessments.queries.results import result_of
from certificates.models import Award
from certificates.snapshot import ModuleLine, Place, Snapshot
from certificates.wording import hours_words, result_words, rule_sentences, shown_sentences
from clinic.people.models import Clinic
from courses.models import Enrolment
from courses.queries.outline import outline_of


def snapshot_of(
    enrolment: Enrolment, award: Award, *, number: str, public_id: str, issued_on: date
) -> Snapshot:
    """The snapshot of a new certificate, in Indonesian whoever asked for it."""
    with translation.override("id"):
        outline, result = outline_of(enrolment), result_of(enrolment)
    changes = {part.module_id: part.change for part in result.modules}
    modules: list[ModuleLine] = []
    for line in outline.modules:
        change = changes.get(line.pinned.module_id)
        modules.append(
            {
                "title": line.title,
                "school": line.text.get("school", ""),
                "lessons_done": line.finished,
                "lessons": len(line.lessons),
                "minutes": line.minutes,
                "before": change.before if change else None,
                "after": change.after if change else None,
            }
        )
    whole, cohort, business = result.whole, enrolment.cohort, enrolment.business
    clinic = cohort.programme.clinic
    indonesian, english = result_words(whole.after)
    return {
        "number": number,
        "public_id": public_id,
        "name": enrolment.person.name,
        "business": (business.name or business.trade) if business else "",
        "place": business.place if business else "",
        "programme": award.title,
        "programme_en": award.title_en,
        "cohort": cohort.name,
        "starts_on": cohort.starts_on.isoformat(),
        "ends_on": cohort.ends_on.isoformat(),
        "hours": hours_words(award.hours),
        "result": indonesian,
        "result_en": english,
        "clinic": _place(clinic),
        "issuer": clinic.host.name,
        "partners": [
            clinic.host.name,
            *clinic.partners.exclude(pk=clinic.host_id).values_list("name", flat=True),
        ],
        "signatories": [{"name": who["name"], "title": who["title"]} for who in award.signatories],
        "modules": modules,
        "before": whole.before,
        "after": whole.after,
        "pass_mark": award.pass_mark,
        "rule": rule_sentences(award.rule),
        "shown": shown_sentences(outline.finished, outline.total, whole.before, whole.after),
        "issued_on": issued_on.isoformat(),
    }


def _place(clinic: Clinic) -> Place:
    return {"name": clinic.name, "tagline": clinic.tagline, "place": clinic.place}
