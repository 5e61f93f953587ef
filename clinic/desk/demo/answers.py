"""What the people of the demo answered and studied: abilities, difficulties, chance."""

import math
import random
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from django.utils import timezone

from assessments.allotment import form_label
from assessments.kinds import UNKNOWN
from assessments.models import Answer, Attempt, QuizForm, Score, Sitting
from assessments.scoring import AskedItem, mark
from courses.models import Cohort, Enrolment, LessonProgress, PinnedLesson

BATCH = 2000


@dataclass(frozen=True)
class Learner:
    """One person's place on the scale of the test (logits), and what the course gives them."""

    ability: float
    gain: float
    share_of_lessons: float

    @classmethod
    def thrown(cls, dice: random.Random) -> "Learner":
        # Most gain, a few stay as they were, some fall back: as in real classes
        return cls(dice.gauss(0, 0.8), dice.gauss(1.5, 0.8), min(1.0, max(0.1, dice.gauss(0.95, 0.12))))


class Simulation:
    """Answers of whole cohorts, written in batches."""

    def __init__(self, seed: int) -> None:
        self.dice = random.Random(seed)  # noqa: S311 - the same answers on every machine
        self.forms = {
            form.label: (form, self._asked(form))
            for form in QuizForm.objects.prefetch_related("items__version__question")
        }
        self.difficulty = {
            item.id: random.Random(item.id).gauss(0, 0.7)  # noqa: S311
            for _, items in self.forms.values()
            for item in items
        }

    def sit(
        self, cohort: Cohort, enrolments: list[Enrolment], moments: dict[str, float], progress: float
    ) -> None:
        """Let a cohort take its tests and study.

        ``moments``: {moment: share of the people who take that test}; ``progress``: the share of the
        course that has been taught so far.
        """
        if Attempt.objects.filter(sitting__cohort=cohort).exists():
            return
        learners = [(enrolment, Learner.thrown(self.dice)) for enrolment in enrolments]
        sittings = {sitting.moment: sitting for sitting in Sitting.objects.filter(cohort=cohort)}
        for moment, share in moments.items():
            takers = [row for row in learners if self._takes(row[0], share)]
            self._attempts(sittings[moment], takers)
        self._study(cohort, learners, progress)

    def _takes(self, enrolment: Enrolment, share: float) -> bool:
        return enrolment.number == 1 or (
            enrolment.state != Enrolment.State.LEFT and self.dice.random() < share
        )

    @staticmethod
    def _asked(form: QuizForm) -> list[AskedItem]:
        items = sorted(form.items.all(), key=lambda item: item.position)
        return [AskedItem(item.pk, item.version.question.kind, item.version.content) for item in items]

    def _attempts(self, sitting: Sitting, takers: Iterable[tuple[Enrolment, Learner]]) -> None:
        attempts, sheets = [], []
        for enrolment, learner in takers:
            form, items = self.forms[form_label(enrolment.number, sitting.moment)]
            started = min(
                sitting.opens_at + timedelta(hours=9, minutes=self.dice.randint(0, 3000)),
                timezone.now() - timedelta(hours=1),
            )
            attempts.append(
                Attempt(
                    enrolment=enrolment,
                    sitting=sitting,
                    form=form,
                    started_at=started,
                    submitted_at=started + timedelta(minutes=self.dice.randint(8, 35)),
                )
            )
            is_after = sitting.moment != Sitting.Moment.PRE
            skill = learner.ability + (learner.gain if is_after else 0) - 0.2
            sheets.append((items, {item.id: self._respond(item, skill, is_after) for item in items}))
        Attempt.objects.bulk_create(attempts, batch_size=BATCH)
        Answer.objects.bulk_create(
            (
                Answer(
                    attempt=attempt,
                    item_id=item,
                    response=response,
                    seq=1,
                    page="demo",
                    saved_at=attempt.submitted_at or attempt.started_at,
                )
                for attempt, (_, sheet) in zip(attempts, sheets, strict=True)
                for item, response in sheet.items()
                if response is not None
            ),
            batch_size=BATCH,
        )
        Score.objects.bulk_create(
            (
                self._score(attempt, items, sheet)
                for attempt, (items, sheet) in zip(attempts, sheets, strict=True)
            ),
            batch_size=BATCH,
        )

    @staticmethod
    def _score(attempt: Attempt, items: list[AskedItem], sheet: dict) -> Score:
        marks = mark(items, sheet)
        return Score(
            attempt=attempt,
            number=1,
            share=marks.share,
            items={str(item): float(share) for item, share in marks.items.items()},
            made_at=attempt.submitted_at or attempt.started_at,
        )

    def _respond(self, item: AskedItem, skill: float, is_after: bool) -> dict | None:
        if self.dice.random() < 1 / (1 + math.exp(self.difficulty[item.id] - skill)):
            return self._right(item)
        if self.dice.random() < (0.08 if is_after else 0.3):
            return dict(UNKNOWN)
        if self.dice.random() < 0.02:
            return None
        return self._wrong(item)

    @staticmethod
    def _right(item: AskedItem) -> dict:
        content = item.content
        match item.kind:
            case "single":
                return {"choice": next(choice["id"] for choice in content["choices"] if choice["right"])}
            case "multiple":
                return {"choices": [choice["id"] for choice in content["choices"] if choice["right"]]}
            case "true_false":
                return {"value": content["answer"]}
            case "number":
                return {"typed": content["answer"], "value": content["answer"]}
            case _:
                return {"typed": content["accept"]["id"][0]}

    def _wrong(self, item: AskedItem) -> dict:
        content = item.content
        match item.kind:
            case "single":
                wrong = [choice["id"] for choice in content["choices"] if not choice["right"]]
                return {"choice": self.dice.choice(wrong)}
            case "multiple":
                one_right = next(choice["id"] for choice in content["choices"] if choice["right"])
                wrong = [choice["id"] for choice in content["choices"] if not choice["right"]]
                return {"choices": [one_right, self.dice.choice(wrong)] if wrong else [one_right]}
            case "true_false":
                return {"value": not content["answer"]}
            case "number":
                off = str(int(float(content["answer"]) * self.dice.choice((0.1, 0.5, 1.2, 10))) + 1)
                return {"typed": off, "value": off}
            case _:
                return {"typed": "tidak ingat"}

    def _study(self, cohort: Cohort, learners: list[tuple[Enrolment, Learner]], progress: float) -> None:
        lessons = list(
            PinnedLesson.objects.filter(pinned_module__cohort=cohort).order_by(
                "pinned_module__position", "position"
            )
        )
        rows = []
        for enrolment, learner in learners:
            share = learner.share_of_lessons * progress
            if enrolment.state == Enrolment.State.LEFT:
                share *= 0.3
            done = round(share * len(lessons))
            begun = timezone.make_aware(datetime.combine(cohort.starts_on, time(19)))
            days = max(1, (min(cohort.ends_on, timezone.localdate()) - cohort.starts_on).days - 2)
            for place, lesson in enumerate(lessons[: done + 1]):
                opened = begun + timedelta(
                    days=days * place / max(1, done + 1), minutes=self.dice.randint(0, 90)
                )
                finished = opened + timedelta(minutes=self.dice.randint(6, 25)) if place < done else None
                rows.append(
                    LessonProgress(
                        enrolment=enrolment,
                        pinned_lesson=lesson,
                        opened_at=opened,
                        seen_at=finished or opened,
                        finished_at=finished,
                    )
                )
        LessonProgress.objects.bulk_create(rows, batch_size=BATCH)
