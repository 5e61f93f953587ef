"""The business somebody learns for."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _


class Business(models.Model):
    """A micro or small business, owned by one person at a time."""

    class Sector(models.TextChoices):
        FOOD = "food", _("food and drink")
        BATIK = "batik", _("batik and textiles")
        FASHION = "fashion", _("fashion and sewing")
        CRAFT = "craft", _("crafts")
        COFFEE = "coffee", _("coffee and plantation produce")
        FARM = "farm", _("farming and fishery produce")
        RETAIL = "retail", _("shop or stall")
        SERVICE = "service", _("services")
        OTHER = "other", _("other")

    class SizeBand(models.TextChoices):
        MICRO = "micro", _("micro")
        SMALL = "small", _("small")
        MEDIUM = "medium", _("medium")

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    owner = models.ForeignKey(
        "people.Person", models.PROTECT, related_name="businesses", verbose_name=_("owner")
    )
    name = models.CharField(_("name of the business"), max_length=120, blank=True)
    sector = models.CharField(_("sector"), max_length=10, choices=Sector.choices, default=Sector.OTHER)
    trade = models.CharField(_("what it sells, in the owner's words"), max_length=120, blank=True)
    place = models.CharField(_("place"), max_length=120, blank=True)
    started_year = models.PositiveSmallIntegerField(_("started in"), null=True, blank=True)
    nib = models.CharField(_("business identity number (NIB)"), max_length=13, blank=True)
    workers = models.PositiveSmallIntegerField(_("workers"), null=True, blank=True)
    size_band = models.CharField(
        _("size band"), max_length=6, choices=SizeBand.choices, default=SizeBand.MICRO
    )  # PP 7/2021

    class Meta:
        verbose_name = _("business")
        verbose_name_plural = _("businesses")
        ordering = ["name", "id"]

    def __str__(self) -> str:
        return self.name or self.trade or str(self.owner)
