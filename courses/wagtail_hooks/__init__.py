"""What the courses bring into Wagtail, by subject; importing a module registers its hooks."""

from courses.wagtail_hooks import pictures, serving

__all__ = ["pictures", "serving"]
