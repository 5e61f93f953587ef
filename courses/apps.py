"""What is taught, to whom, why."""

from django.apps import AppConfig


class CoursesConfig(AppConfig):
    name = "courses"
    label = "courses"
