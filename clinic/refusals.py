"""How a rule of the clinic says no."""


class Refusal(Exception):
    """A rule said no, in words for the person: what is, and what to do next.

    Views need not catch it: ``clinic.web.middleware.refusals`` shows it as a notice (htmx) or as a
    page, both with status 409.
    """

    def __init__(self, words: str, *, code: str = "refused") -> None:
        super().__init__(words)
        self.words = words
        self.code = code

    def __str__(self) -> str:
        return str(self.words)
