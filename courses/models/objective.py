"""What somebody can do after a lesson."""

from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _


class Objective(models.Model):
    """One thing a participant can do after a module; lessons teach it, questions ask for it."""

    module = models.ForeignKey(
        "courses.ModulePage", models.PROTECT, related_name="objectives", verbose_name=_("module")
    )
    code = models.CharField(_("code"), max_length=12)
    words_id = models.CharField(_("in Indonesian"), max_length=160)
    words_en = models.CharField(_("in English"), max_length=160, blank=True)
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    class Meta:
        verbose_name = _("objective")
        verbose_name_plural = _("objectives")
        ordering = ["module", "position", "code"]
        constraints = [models.UniqueConstraint(fields=["module", "code"], name="one_objective_per_code")]

    def __str__(self) -> str:
        return f"{self.code} {self.words}"

    @property
    def words(self) -> str:
        """In the language of the reader; Indonesian where English is missing."""
        return (self.words_en if get_language() == "en" else "") or self.words_id
