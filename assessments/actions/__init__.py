"""What can be done at a sitting."""

from assessments.actions.answering import Saved, SaveOutcome, save_answer
from assessments.actions.sitting import start_attempt, submit_attempt

__all__ = ["SaveOutcome", "Saved", "save_answer", "start_attempt", "submit_attempt"]
