"""How large each text is printed, so that all of it stays on the paper."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from certificates.fitting import POINT, Fit, WidthOf, first_that_fits, fit_name, lines_of
from certificates.pdf.cases import Unprintable
from certificates.pdf.letters import BOLD, DISPLAY, ITALIC, SANS, width_in
from certificates.snapshot import Snapshot
from certificates.wording import period

# The table of modules: type size, space above and below a row; the first in which it fits. In the last
# the school stands behind the title instead of below it.
TABLE_STEPS = (
    (10, 2.7),
    (9.5, 2.2),
    (9, 1.8),
    (8.5, 1.4),
    (8, 1),
    (7.5, 0.7),
    (7, 0.5),
    (6.5, 0.35),
    (6, 0.2),
)
TABLE_HEIGHT = 128  # millimetres, down to the line above the foot
MODULE_WIDTH = 74  # of its first column
ENGLISH = 0.71  # the English sentence, as a part of the size of the Indonesian one


def style_rules(said: Snapshot) -> str:
    """The style rules that depend on how long the texts are."""
    regular, bold = width_in(SANS), width_in(BOLD)
    name = fitted_name(said)
    words = _sentence_size(said)
    table, space = table_step(said)
    who = f"{said['name']}, {business_line(said)}"
    course = f"{said['programme']}, {said['cohort']}"
    foot = f"{' '.join(said['rule'])} {said['issuer']} " + "Dokumen ini sah tanpa cap bila kode QR " * 2
    partners = _partners_size(said)
    signed = min(
        (_size_in(2, one["name"], bold, 53, (10.5, 9, 8)) for one in said["signatories"]), default=10.5
    )
    rules = {
        ".name": f"top: {_name_top(name):.2f}mm; font-size: {name.points:.2f}pt",
        ".biz": f"font-size: {_size_in(1, business_line(said), regular, 194, (12, 11, 10, 9))}pt",
        ".said": f"font-size: {words}pt",
        ".en": f"font-size: {words * ENGLISH:.2f}pt",
        ".partners": f"font-size: {partners:.2f}pt",
        ".partners small": f"font-size: {partners * 0.9:.2f}pt",
        ".sign b": f"font-size: {signed}pt",
        ".issuer-2 p": f"font-size: {_size_in(2, who, regular, 132, (10.5, 9.5, 8.5, 7.5, 6.5))}pt",
        ".serial-2": f"font-size: {_size_in(2, course, regular, 97, (9.5, 8.5, 7.5, 6.5))}pt",
        "table": f"font-size: {table}pt",
        "thead th, tbody small": f"font-size: {table - 1.5}pt",
        "th, td": f"padding-top: {space}mm; padding-bottom: {space}mm",
        ".foot-2": f"font-size: {_size_in(3, foot, regular, 258, (8, 7.5, 7, 6.5, 6))}pt",
    }
    return "\n".join(f"{selector} {{ {rule} }}" for selector, rule in rules.items())


def business_line(said: Snapshot) -> str:
    return ", ".join(part for part in (said["business"], said["place"]) if part)


def fitted_name(said: Snapshot) -> Fit:
    return fit_name(said["name"], width_in(DISPLAY), 204)


def table_step(said: Snapshot) -> tuple[float, float]:
    """The first type size and row space in which the modules fit above the foot of the page."""
    step = first_that_fits(TABLE_STEPS, lambda step: _table_height(said, step), TABLE_HEIGHT)
    if _table_height(said, step) > TABLE_HEIGHT:
        raise Unprintable(_("The transcript has more modules than one page can hold."))
    return step


def _table_height(said: Snapshot, step: tuple[float, float]) -> float:
    size, space = step
    line, small_line = size * 1.4 * POINT, (size - 1.5) * 1.4 * POINT
    bold, regular = width_in(BOLD), width_in(SANS)
    height = 2 * (line + 2 * space)  # head and foot of the table
    for number, module in enumerate(said["modules"], 1):
        title = f"{number}. {module['title']}"
        school = f"bersama {module['school']}" if module["school"] else ""
        if step == TABLE_STEPS[-1]:
            height += line * lines_of(f"{title} {school}", bold, size, MODULE_WIDTH)
        else:
            height += line * lines_of(title, bold, size, MODULE_WIDTH)
            height += small_line * lines_of(school, regular, size - 1.5, MODULE_WIDTH) if school else 0
        height += 2 * space + 0.25
    return height


def _size_in(lines: int, text: str, width_of: WidthOf, width: float, sizes: Sequence[float]) -> float:
    """The first size in which the text takes at most so many lines."""
    return first_that_fits(sizes, lambda size: lines_of(text, width_of, size, width), lines)


def _name_top(name: Fit) -> float:
    """One line hangs where the design has it; two share the room above the business."""
    height = len(name.lines) * name.points * 1.1 * POINT
    top, room = (68.0, 17.1) if len(name.lines) == 1 else (69.0, 19.5)
    return top + max(0, room - height) / 2


def _sentence_size(said: Snapshot) -> float:
    """The size of the sentence of the programme, so that it and the English one end above place and date."""
    bold, italic = width_in(BOLD), width_in(ITALIC)
    when = period(said["starts_on"], said["ends_on"])
    indonesian = (
        f"telah menyelesaikan program {said['programme']}, {when}, {said['hours']} jam belajar, "
        f"dengan hasil {said['result']}."
    )
    english = (
        f"has completed the programme {said['programme_en'] or said['programme']}, {said['hours']} hours "
        f"of study, with the result {said['result_en']}."
    )

    def height(size: float) -> float:
        lines = 1.5 * lines_of(indonesian, bold, size, 194)
        lines += 1.45 * ENGLISH * lines_of(english, italic, size * ENGLISH, 184)
        return lines * size * POINT + 3.2

    return first_that_fits((12, 11, 10, 9, 8), height, 38)


def _partners_size(said: Snapshot) -> float:
    """Partners stand one a line in a corner: small enough for the longest and for their number."""
    width_of = width_in(SANS)
    widest = max((width_of(partner, 9) for partner in said["partners"]), default=0)
    return 9 * min(1, 77 / widest if widest else 1, 4 / max(len(said["partners"]), 1))
