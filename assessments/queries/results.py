"""What changed for one person: before and after, per module and per objective."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.utils.translation import get_language

from assessments.gain import Change, points
from assessments.models import Attempt, QuizItem, Score
from assessments.models.quiz import Sitting
from courses.models import Enrolment, ModulePage, Objective

PRE, POST = Sitting.Moment.PRE, Sitting.Moment.POST


@dataclass
class Part:
    """The change in one part of the test: a module, or an objective."""

    change: Change
    items: int  # how many items of the later test asked for it


@dataclass
class ObjectivePart(Part):
    objective: Objective


@dataclass
class ModulePart(Part):
    module_id: int
    title: str
    slug: str
    objectives: list[ObjectivePart]


@dataclass
class Result:
    """Before and after of one enrolment, in points of 100; None where a test is missing."""

    whole: Change
    modules: list[ModulePart]
    pre_on: datetime | None
    post_on: datetime | None


def shares_of(enrolment: Enrolment) -> dict[str, Decimal]:
    """``{moment: share}`` of the tests handed in; of several scores the last one counts."""
    shares: dict[str, Decimal] = {}
    for moment, share in (
        Score.objects.filter(attempt__enrolment=enrolment, attempt__submitted_at__isnull=False)
        .order_by("number")
        .values_list("attempt__sitting__moment", "share")
    ):
        shares[moment] = share
    return shares


def result_of(enrolment: Enrolment) -> Result:
    """Whole, per module and per objective. Constant number of queries: attempts, scores, items."""
    attempts = {
        attempt.sitting.moment: attempt
        for attempt in Attempt.objects.filter(enrolment=enrolment)
        .submitted()
        .select_related("sitting")
        .prefetch_related("scores")
    }
    marks = {moment: _last_score(attempt) for moment, attempt in attempts.items()}
    form_ids = {attempt.form_id: moment for moment, attempt in attempts.items() if moment in (PRE, POST)}
    items = (
        QuizItem.objects.filter(form_id__in=form_ids)
        .select_related("version__question__objective__module")
        .order_by("version__question__objective__module__path", "version__question__objective__position")
    )
    reached: dict[int, dict[str, list[float]]] = {}  # objective -> moment -> shares of its items
    objectives: dict[int, Objective] = {}
    for item in items:
        moment = form_ids[item.form_id]
        objective = item.version.question.objective
        objectives[objective.pk] = objective
        share = marks[moment].items.get(str(item.pk), 0.0)
        reached.setdefault(objective.pk, {}).setdefault(moment, []).append(share)

    return Result(
        whole=Change(_points(marks.get(PRE)), _points(marks.get(POST))),
        modules=_by_module(objectives.values(), reached),
        pre_on=attempts[PRE].submitted_at if PRE in attempts else None,
        post_on=attempts[POST].submitted_at if POST in attempts else None,
    )


def _last_score(attempt: Attempt) -> Score:
    return max(attempt.scores.all(), key=lambda score: score.number)


def _points(score: Score | None) -> int | None:
    return points(score.share) if score else None


def _by_module(
    objectives: Iterable[Objective], reached: dict[int, dict[str, list[float]]]
) -> list[ModulePart]:
    objectives = list(objectives)
    titles = _titles_of({objective.module for objective in objectives})
    parts: dict[int, ModulePart] = {}
    gathered: dict[int, dict[str, list[float]]] = {}
    for objective in objectives:
        part = parts.setdefault(
            objective.module_id,
            ModulePart(
                Change(None, None),
                0,
                objective.module_id,
                titles[objective.module_id],
                objective.module.slug,
                [],
            ),
        )
        shares = reached[objective.pk]
        part.objectives.append(
            ObjectivePart(
                change=_change(shares), items=len(shares.get(POST, shares.get(PRE, []))), objective=objective
            )
        )
        for moment, values in shares.items():
            gathered.setdefault(objective.module_id, {}).setdefault(moment, []).extend(values)
    for module_id, part in parts.items():
        part.change = _change(gathered[module_id])
        part.items = len(gathered[module_id].get(POST, gathered[module_id].get(PRE, [])))
    return list(parts.values())


def _titles_of(modules: set[ModulePage]) -> dict[int, str]:
    """``{id: title}`` in the reader's language, in one query; as it is where it has no translation."""
    translated = dict(
        ModulePage.objects.filter(
            translation_key__in=[module.translation_key for module in modules],
            locale__language_code=get_language() or "id",
        ).values_list("translation_key", "title")
    )
    return {module.pk: translated.get(module.translation_key) or module.title for module in modules}


def _change(shares: dict[str, list[float]]) -> Change:
    return Change(_mean_points(shares.get(PRE)), _mean_points(shares.get(POST)))


def _mean_points(values: list[float] | None) -> int | None:
    if not values:
        return None
    return points(Decimal(str(sum(values))) / len(values))
