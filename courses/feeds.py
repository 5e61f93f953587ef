"""New modules as RSS."""

from django.contrib.syndication.views import Feed
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail.models import Locale

from courses.models import ModulePage

NEWEST = 20


class NewModules(Feed):
    title = _("New modules")
    description = _("Modules as they are published by the partner schools.")
    link = reverse_lazy("courses:feed")

    def items(self):
        modules = ModulePage.objects.live().filter(locale=Locale.get_active())
        return modules.order_by("-first_published_at")[:NEWEST]

    def item_title(self, item: ModulePage) -> str:
        return item.title

    def item_description(self, item: ModulePage) -> str:
        return item.summary

    def item_link(self, item: ModulePage) -> str:
        return item.full_url

    def item_pubdate(self, item: ModulePage):
        return item.first_published_at
