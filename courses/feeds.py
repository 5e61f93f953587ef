"""New modules as RSS, and all public pages for search engines."""

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from wagtail.contrib.sitemaps import Sitemap
from wagtail.models import Page

from clinic.web.addresses import front_page
from courses.models import LessonPage, ModulePage

NEWEST = 20


class NewModules(Feed):
    """One feed a language: ``?language=en``. Feed readers bring no cookie that could say it."""

    def __call__(self, request, *args, **kwargs):
        with translation.override(self.get_object(request)):
            return super().__call__(request, *args, **kwargs)

    def get_object(self, request) -> str:
        asked = request.GET.get("language", "")
        return asked if asked in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE

    def title(self) -> str:
        return _("New modules")

    def description(self) -> str:
        return _("Modules as they are published by the partner schools.")

    def link(self, language: str) -> str:
        return front_page(language) or "/"

    def feed_url(self, language: str) -> str:
        return f"{reverse('courses:feed')}?language={language}"

    def items(self, language: str):
        modules = ModulePage.objects.live().filter(locale__language_code=language)
        return modules.order_by("-first_published_at")[:NEWEST]

    def item_title(self, item: ModulePage) -> str:
        return item.title

    def item_description(self, item: ModulePage) -> str:
        return item.summary

    def item_link(self, item: ModulePage) -> str:
        return item.full_url or "/"  # outside every site: it has no address

    def item_pubdate(self, item: ModulePage):
        return item.first_published_at


class PublicPages(Sitemap):
    """Every page in every language; of the lessons those that are open to all."""

    def items(self):
        root = self.get_wagtail_site().root_page
        homes = root.get_translations(inclusive=True).live()
        pages = Page.objects.none()
        for home in homes:
            pages = pages | Page.objects.descendant_of(home, inclusive=True)
        closed = LessonPage.objects.filter(is_open=False)
        return pages.live().public().exclude(pk__in=closed).order_by("path").defer_streamfields().specific()
