"""What stands on the two pages."""

import re
from functools import cache
from urllib.parse import urlsplit

import segno
from django.template import Context, Engine, Template
from django.utils.safestring import SafeString, mark_safe

from certificates.pdf.press import PRINT
from certificates.pdf.sizes import TABLE_STEPS, business_line, fitted_name, table_step
from certificates.snapshot import ModuleLine, Snapshot
from certificates.wording import day, duration, period, points


def page_texts(said: Snapshot, check_url: str) -> str:
    """Both pages as HTML."""
    address = urlsplit(check_url)
    before, after = said["before"], said["after"]
    bars = _bars(before, after)
    mark_x = 79 * said["pass_mark"] / 100
    context = dict(said) | {
        "name_lines": fitted_name(said).lines,
        "business_line": business_line(said),
        "programme_en": said["programme_en"] or said["programme"],
        "hours_en": said["hours"].replace(",", "."),
        "period": period(said["starts_on"], said["ends_on"]),
        "issued": day(said["issued_on"]),
        "signatories": said["signatories"][:2],
        "qr": _qr(check_url),
        "check_at": f"{address.netloc}/c/",
        "host": address.netloc,
        "modules": [_row(module) for module in said["modules"]],
        "school_inline": table_step(said) == TABLE_STEPS[-1],
        "total": _total(said),
        "bars": bars,
        "bars_in_words": ", ".join(f"Tes {str(bar['label']).lower()} {bar['points']}" for bar in bars),
        "bars_height": 4 + 15 * len(bars),
        "mark_length": 15 * len(bars) - 5,
        "mark_label_y": f"{15 * len(bars) + 2.5:.1f}",
        "mark_x": f"{mark_x:.2f}" if said["pass_mark"] else "",
        "mark_label_x": f"{min(max(mark_x, 11), 68):.2f}",
        "without_pre_test": before is None and after is not None,
    }
    return _page_template().render(Context(context))


@cache
def _page_template() -> Template:
    return Engine(dirs=[str(PRINT)]).get_template("certificate.html")


def _row(module: ModuleLine) -> dict[str, str]:
    return {
        "title": module["title"],
        "school": module["school"],
        "time": duration(module["minutes"]),
        "studied": f"{module['lessons_done']} dari {module['lessons']}",
        "before": points(module["before"]),
        "after": points(module["after"]),
    }


def _total(said: Snapshot) -> dict[str, str]:
    modules = said["modules"]
    return {
        "time": duration(sum(module["minutes"] for module in modules)),
        "studied": f"{sum(m['lessons_done'] for m in modules)} dari {sum(m['lessons'] for m in modules)}",
        "before": points(said["before"]),
        "after": points(said["after"]),
    }


def _bars(before: int | None, after: int | None) -> list[dict[str, object]]:
    """The bars of the chart from the top; a number stands at the start of its bar, or beside a short one."""
    known = [
        (label, value, colour)
        for label, value, colour in (("Awal", before, "#a8713a"), ("Akhir", after, "#1c3f72"))
        if value is not None
    ]
    bars: list[dict[str, object]] = []
    for place, (label, value, colour) in enumerate(known):
        y, width = 6 + 15 * place, 79 * value / 100
        inside = width > 12
        bars.append(
            {
                "label": label,
                "label_y": y - 2,
                "points": value,
                "y": y,
                "width": f"{width:.2f}" if value else "",
                "colour": colour,
                "number_x": "2.5" if inside else f"{width + 2:.2f}",
                "number_y": f"{y + 4.4:.1f}",
                "number_colour": "#ffffff" if inside else "#221a13",
            }
        )
    return bars


def _qr(check_url: str) -> SafeString:
    """The QR code as one path on a white card: error correction M, in the smallest version that fits."""
    rows = list(segno.make(check_url, error="m", micro=False, boost_error=False).matrix)
    side = len(rows) + 4  # with two white modules around; the paper adds the rest of the quiet zone
    dark = "".join(
        f"M{run.start() + 2} {y + 2}h{len(run[0])}v1h-{len(run[0])}z"
        for y, row in enumerate(rows)
        for run in re.finditer("1+", "".join(map(str, row)))
    )
    return mark_safe(  # noqa: S308 - numbers only
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {side} {side}">'
        "<title>Kode QR menuju halaman pemeriksaan sertifikat</title>"
        f'<path fill="#fff" d="M0 0h{side}v{side}H0z"/><path fill="#1a120c" d="{dark}"/></svg>'
    )
