"""Why a certificate could not be printed."""

from clinic.refusals import Refusal


class PrintingUnavailable(Refusal):
    """The libraries that print are not on this machine."""


class Unprintable(Refusal):
    """The paper cannot show what the snapshot says; a person has to look."""
