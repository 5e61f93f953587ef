"""The words of the printed certificate: dates, durations, results. Plain Python.

The paper is Indonesian whoever asks for it, so these words do not follow the reader's language.
"""

from datetime import date
from decimal import Decimal

from certificates.criteria import Rule

MONTHS = (
    "Januari", "Februari", "Maret", "April", "Mei", "Juni",
    "Juli", "Agustus", "September", "Oktober", "November", "Desember",
)  # fmt: skip

RESULTS = (  # from how many points of 100, in Indonesian and in English
    (85, "Sangat Baik", "Very Good"),
    (70, "Baik", "Good"),
    (60, "Cukup", "Fair"),
)
SCALE = "Hasil: Sangat Baik 85-100, Baik 70-84, Cukup 60-69."


def result_words(points: int | None) -> tuple[str, str]:
    """The result in Indonesian and in English; nothing where there was no test or it was below the scale."""
    for least, indonesian, english in RESULTS:
        if points is not None and points >= least:
            return indonesian, english
    return "", ""


def day(on: date | str) -> str:
    """``22 November 2026``."""
    on = date.fromisoformat(on) if isinstance(on, str) else on
    return f"{on.day} {MONTHS[on.month - 1]} {on.year}"


def period(first: date | str, last: date | str) -> str:
    """``13 Juli sampai 3 Oktober 2026``: the year is said once where it is the same."""
    first, last = (date.fromisoformat(on) if isinstance(on, str) else on for on in (first, last))
    if first == last:
        return day(first)
    if first.year != last.year:
        return f"{day(first)} sampai {day(last)}"
    if first.month != last.month:
        return f"{first.day} {MONTHS[first.month - 1]} sampai {day(last)}"
    return f"{first.day} sampai {day(last)}"


def duration(minutes: int) -> str:
    """``45 menit``, ``2 jam``, ``1 jam 20 menit``."""
    hours, rest = divmod(minutes, 60)
    words = [f"{hours} jam"] if hours else []
    if rest or not hours:
        words.append(f"{rest} menit")
    return " ".join(words)


def hours_words(hours: Decimal | None) -> str:
    """``48``, ``6,5``; nothing where none were said."""
    return format(hours.normalize(), "f").replace(".", ",") if hours else ""


def points(value: int | None) -> str:
    return "-" if value is None else str(value)


def rule_sentences(rule: Rule) -> list[str]:
    """What the certificate asked for, as printed at the foot of the transcript."""
    asked = []
    if rule.lessons_share > 0:
        asked.append(f"menyelesaikan paling sedikit {int(rule.lessons_share * 100)}% pelajaran")
    if rule.needs_pre:
        asked.append("mengikuti tes awal")
    asked.append(
        f"mencapai nilai {rule.pass_mark} pada tes akhir" if rule.pass_mark else "mengikuti tes akhir"
    )
    return [SCALE, f"Sertifikat diberikan bila {_listed(asked)}."]


def shown_sentences(lessons_done: int, lessons: int, before: int | None, after: int | None) -> list[str]:
    """What this person did: lessons, and what changed from the first test to the last, falls included."""
    sentences = [f"Menyelesaikan {lessons_done} dari {lessons} pelajaran."]
    if before is not None and after is not None:
        change = after - before
        if change > 0:
            sentences.append(f"Nilai naik {change} poin dari tes awal ke tes akhir.")
        elif change < 0:
            sentences.append(f"Nilai turun {-change} poin dari tes awal ke tes akhir.")
        else:
            sentences.append("Nilai tes awal dan tes akhir sama.")
    return sentences


def _listed(parts: list[str]) -> str:
    """``a``, ``a dan b``, ``a, b, dan c``."""
    if len(parts) < 3:
        return " dan ".join(parts)
    return f"{', '.join(parts[:-1])}, dan {parts[-1]}"
