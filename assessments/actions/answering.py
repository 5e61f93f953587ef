"""Saving an answer: one statement, one round trip, one flush to disk."""

import json
from dataclasses import dataclass
from enum import StrEnum

from django.db import connection
from django.utils import timezone

from assessments.kinds.base import Response
from assessments.models import Answer, Attempt, QuizItem

LOCKS_READ_ROWS = {"postgresql": "FOR SHARE OF a"}  # SQLite locks the whole file on the first write
JSON_CAST = {"postgresql": "::jsonb"}

# The attempt must be open, the sitting not yet closed, the item one of its form; and the page that
# saves must be the one that saved last, or have seen the last save (``base``).
SAVE = """
INSERT INTO assessments_answer (attempt_id, item_id, response, is_flagged, seq, page, saved_at)
SELECT a.id, i.id, %(response)s{json_cast}, %(is_flagged)s, %(seq)s, %(page)s, %(now)s
  FROM assessments_attempt a
  JOIN assessments_quizitem i ON i.form_id = a.form_id AND i.id = %(item)s
  JOIN assessments_sitting s ON s.id = a.sitting_id
 WHERE a.id = %(attempt)s AND a.submitted_at IS NULL AND (s.closes_at IS NULL OR s.closes_at > %(now)s)
 {lock}
    ON CONFLICT (attempt_id, item_id) DO UPDATE
   SET response = excluded.response, is_flagged = excluded.is_flagged, seq = excluded.seq,
       page = excluded.page, saved_at = excluded.saved_at
 WHERE excluded.seq > assessments_answer.seq
   AND (assessments_answer.page = excluded.page OR assessments_answer.seq <= %(base)s)
RETURNING seq
"""


class SaveOutcome(StrEnum):
    SAVED = "saved"  # it is on disk
    STALE = "stale"  # another page has saved since; nothing was overwritten
    CLOSED = "closed"  # handed in, or the sitting is over; nothing was changed


@dataclass(frozen=True)
class Saved:
    """What became of an answer, and the answer that now stands (None where there is none)."""

    outcome: SaveOutcome
    answer: Answer | None


def save_answer(
    attempt: Attempt,
    item: QuizItem,
    response: Response | None,
    *,
    page: str,
    seq: int,
    base: int = 0,
    is_flagged: bool = False,
) -> Saved:
    """Keep an answer. When this returns ``SAVED`` it survives whatever is killed next.

    ``page``: the random name of the page that saves; ``seq``: rises with each save of that page and is
    above ``base``, the number of the last save the page has shown. A repeat of what stands is ``SAVED``.
    Never raises for a lost race: the outcome tells.
    """
    now = timezone.now()
    parameters = {
        "attempt": attempt.pk,
        "item": item.pk,
        "response": None if response is None else json.dumps(response, ensure_ascii=False),
        "is_flagged": is_flagged,
        "seq": seq,
        "base": base,
        "page": page[:32],
        "now": connection.ops.adapt_datetimefield_value(now),
    }
    statement = SAVE.format(
        json_cast=JSON_CAST.get(connection.vendor, ""), lock=LOCKS_READ_ROWS.get(connection.vendor, "")
    )
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)
        saved = cursor.fetchone()
    if saved is not None:
        return Saved(
            SaveOutcome.SAVED,
            Answer(
                attempt=attempt,
                item=item,
                response=response,
                is_flagged=is_flagged,
                seq=seq,
                page=page,
                saved_at=now,
            ),
        )
    return _why_not_saved(attempt, item, response, is_flagged)


def _why_not_saved(attempt: Attempt, item: QuizItem, response: Response | None, is_flagged: bool) -> Saved:
    standing = Answer.objects.filter(attempt=attempt, item=item).first()
    if standing is not None and (standing.response, standing.is_flagged) == (response, is_flagged):
        return Saved(SaveOutcome.SAVED, standing)  # the same press twice
    current = Attempt.objects.select_related("sitting").get(pk=attempt.pk)
    if current.is_submitted or not current.sitting.is_open():
        return Saved(SaveOutcome.CLOSED, standing)
    return Saved(SaveOutcome.STALE, standing)
