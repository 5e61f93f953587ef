"""A public site in two languages, as large as a test wants."""

from datetime import timedelta

from django.core.cache import cache
from django.utils import timezone
from wagtail.models import Locale, Page, Site

from courses.models import (
    CatalogueModule,
    CataloguePage,
    Cohort,
    CoursePage,
    HomePage,
    LessonPage,
    ModulePage,
    Programme,
    SchoolIndexPage,
    SchoolPage,
)
from tests.people.factories import ClinicFactory, SchoolFactory, StaffFactory

CASE = {
    "complaint": "Laku banyak, uangnya entah ke mana.",
    "voice": "Pak Idris",
    "prescription": "Pisahkan dompet",
    "means": "Modul 4",
}


class PublicSite:
    """Front page, catalogue and list of schools, at the addresses of a real site; grow the rest."""

    def __init__(self) -> None:
        cache.clear()
        self.locales = {code: Locale.objects.get_or_create(language_code=code)[0] for code in ("id", "en")}
        root = Page.get_first_root_node() or Page.add_root(title="Root", slug="root")
        self.home = root.add_child(
            instance=HomePage(title="Klinik", slug="klinik", lead="Gratis", locale=self.locales["id"])
        )
        self.home.cases.append(("case", CASE))
        self.home.save()
        Site.objects.all().delete()
        Site.objects.create(hostname="testserver", root_page=self.home, is_default_site=True)
        self.catalogue = self.home.add_child(
            instance=CataloguePage(title="Program", slug="program", show_in_menus=True)
        )
        self.schools = self.home.add_child(instance=SchoolIndexPage(title="Sekolah", slug="sekolah"))

    def school(self, name: str = "SMK Batanghari") -> SchoolPage:
        organisation = SchoolFactory(name=name)
        page = SchoolPage(title=name, slug=organisation.slug, organisation=organisation, about="Menulis")
        return self.schools.add_child(instance=page)

    def module(
        self, school: SchoolPage, title: str = "Foto produk", lessons: int = 2, **fields
    ) -> ModulePage:
        """A module whose first lesson is open."""
        number = ModulePage.objects.count()
        page = ModulePage(title=title, slug=f"modul-{number}", summary="Foto dengan HP", **fields)
        module = school.add_child(instance=page)
        for place in range(lessons):
            self.lesson(module, f"Pelajaran {place + 1}", is_open=place == 0)
        return module

    def lesson(self, module: ModulePage, title: str, **fields) -> LessonPage:
        slug = f"p{module.get_children().count() + 1}"
        page = LessonPage(title=title, slug=slug, minutes=9, body=[("text", "<p>Isi</p>")], **fields)
        return module.add_child(instance=page)

    def course(self, *modules: ModulePage) -> CoursePage:
        number = CoursePage.objects.count()
        page = CoursePage(title="Jualan Lebih Luas", slug=f"jualan-{number}", summary="Ringkas")
        course = self.catalogue.add_child(instance=page)
        for place, module in enumerate(modules):
            CatalogueModule.objects.create(page=course, module=module, sort_order=place)
        return course

    def cohort(self, course: CoursePage, name: str = "Angkatan 3", **fields) -> Cohort:
        """A cohort one can join."""
        today = timezone.localdate()
        programme = Programme.objects.filter(course=course).first() or Programme.objects.create(
            clinic=ClinicFactory(),
            name="Jualan",
            course=course,
            funding_ends_on=today + timedelta(days=200),
            steward=StaffFactory(),
        )
        dates = {"starts_on": today, "ends_on": today + timedelta(days=84)}
        return Cohort.objects.create(programme=programme, name=name, **dates | fields)

    def in_english(self, page: Page, title: str) -> Page:
        """The live translation of a page, with those above it."""
        twin = page.specific.copy_for_translation(self.locales["en"], copy_parents=True)
        twin.title, twin.live = title, True
        twin.save()
        twin.get_ancestors().filter(depth__gt=1).update(live=True)
        return twin
