"""Who may see and do what, by subject."""

from courses.permissions.delivery import cohorts_run_by, enrolments_of, enrolments_run_by, programmes_run_by

__all__ = ["cohorts_run_by", "enrolments_of", "enrolments_run_by", "programmes_run_by"]
