"""What a programme gives to those who finish it, and by which rule."""

from decimal import Decimal

from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from certificates.criteria import Rule


class Award(models.Model):
    """The certificate of a programme: its title, its rule, who signs, and the letters of its numbers."""

    programme = models.OneToOneField(
        "courses.Programme", models.PROTECT, related_name="award", verbose_name=_("programme")
    )
    title = models.CharField(_("title on the certificate"), max_length=120)
    title_en = models.CharField(_("title in English"), max_length=120, blank=True)
    lessons_share = models.DecimalField(
        _("lessons to finish (share, 0 to 1)"),
        max_digits=3,
        decimal_places=2,
        default=Decimal("0.80"),
        validators=[MinValueValidator(0), MaxValueValidator(1)],
    )
    needs_pre = models.BooleanField(_("pre-test is required"), default=True)
    pass_mark = models.PositiveSmallIntegerField(
        _("points of 100 in the post-test"), default=70, validators=[MaxValueValidator(100)]
    )
    hours = models.DecimalField(
        _("hours of study"), max_digits=5, decimal_places=1, null=True, blank=True
    )  # as printed; not printed where empty
    signatories = models.JSONField(
        _("who signs"), default=list, blank=True
    )  # [{"name", "title"}], at most two
    number_prefix = models.CharField(
        _("letters in the numbers"),
        max_length=12,
        validators=[RegexValidator(r"^[A-Z]{2,12}$", _("Use 2 to 12 capital letters."))],
    )

    class Meta:
        verbose_name = _("award")
        verbose_name_plural = _("awards")
        ordering = ["title"]
        constraints = [
            models.CheckConstraint(
                condition=Q(lessons_share__gte=0, lessons_share__lte=1), name="award_lessons_are_a_share"
            ),
            models.CheckConstraint(condition=Q(pass_mark__lte=100), name="award_pass_mark_is_of_100"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def rule(self) -> Rule:
        return Rule(self.lessons_share, self.needs_pre, self.pass_mark)
