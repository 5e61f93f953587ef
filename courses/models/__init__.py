"""What is taught, to whom, why: the page tree, programmes and cohorts, and how far each one got."""

from courses.models.delivery import Cohort, Enrolment, Programme, taking_part
from courses.models.objective import Objective
from courses.models.pages import (
    CatalogueModule,
    CataloguePage,
    CoursePage,
    HomePage,
    LessonPage,
    ModulePage,
    SchoolIndexPage,
    SchoolPage,
    StandardPage,
)
from courses.models.pins import FrozenLesson, PinnedLesson, PinnedModule, PinnedText
from courses.models.progress import LessonProgress

__all__ = [
    "CatalogueModule",
    "CataloguePage",
    "Cohort",
    "CoursePage",
    "Enrolment",
    "FrozenLesson",
    "HomePage",
    "LessonPage",
    "LessonProgress",
    "ModulePage",
    "Objective",
    "PinnedLesson",
    "PinnedModule",
    "PinnedText",
    "Programme",
    "SchoolIndexPage",
    "SchoolPage",
    "StandardPage",
    "taking_part",
]
