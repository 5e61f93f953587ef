"""From the browser to clean data: joining a cohort."""

from courses.forms.joining import CodeForm, JoinForm

__all__ = ["CodeForm", "JoinForm"]
