"""What is taught, to whom, why."""

from django.apps import AppConfig


class CoursesConfig(AppConfig):
    name = "courses"
    label = "courses"

    def ready(self) -> None:
        from courses import receivers  # noqa: F401 - connects them
