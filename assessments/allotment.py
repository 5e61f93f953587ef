"""Which form somebody gets at which moment. Plain Python."""

OTHER = {"A": "B", "B": "A"}


def form_label(number: int, moment: str) -> str:
    """The form (A or B) of the enrolment with this number in its cohort.

    Odd numbers meet A first, even numbers B, and everybody meets the other form afterwards: both
    forms are used as often before as after, so that a harder form does not look like a gain. The
    delayed test repeats the first form.
    """
    first = "A" if number % 2 else "B"
    return OTHER[first] if moment == "post" else first
