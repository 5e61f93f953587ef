"""The page tree: schools own modules, modules hold lessons, courses select modules of any school."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.models import Orderable, Page
from wagtail.search import index

from courses.blocks import CASE_BLOCKS, LESSON_BLOCKS, STANDARD_BLOCKS


class Cloth(models.TextChoices):
    """The dyed ground of a cover; the subject of the module decides it."""

    MERAH = "merah", _("maroon")
    NILA = "nila", _("indigo")
    SOGA = "soga", _("soga brown")
    DAUN = "daun", _("leaf green")


class Subject(models.TextChoices):
    """What a module is about, as the catalogue sorts it."""

    DIGITAL = "digital", _("Managing a business online")
    SOCIAL = "media-sosial", _("Social media")
    CONTENT = "konten", _("Photos and content")
    RECORDS = "catatan", _("Business records")
    MARKETPLACE = "lokapasar", _("Marketplaces")
    SERVICE = "layanan", _("Customer service")


class HomePage(Page):
    """The clinic's front page: complaints and prescriptions, the six stages, what opens soon."""

    lead = models.CharField(_("lead"), max_length=300, blank=True)
    cases = StreamField(CASE_BLOCKS, blank=True, verbose_name=_("complaints and prescriptions"))

    max_count_per_parent = 2
    parent_page_types = ["wagtailcore.Page"]
    content_panels = [*Page.content_panels, FieldPanel("lead"), FieldPanel("cases")]
    template = "courses/home_page.html"

    class Meta:
        verbose_name = _("front page")


class StandardPage(Page):
    """A plain page: about the clinic, data and consent, help."""

    body = StreamField(STANDARD_BLOCKS, blank=True, verbose_name=_("content"))

    parent_page_types = ["courses.HomePage", "courses.StandardPage"]
    subpage_types = ["courses.StandardPage"]
    content_panels = [*Page.content_panels, FieldPanel("body")]
    search_fields = [*Page.search_fields, index.SearchField("body")]
    template = "courses/standard_page.html"

    class Meta:
        verbose_name = _("page")


class CataloguePage(Page):
    """All programmes and modules, searchable by subject."""

    lead = models.CharField(_("lead"), max_length=300, blank=True)

    parent_page_types = ["courses.HomePage"]
    subpage_types = ["courses.CoursePage"]
    content_panels = [*Page.content_panels, FieldPanel("lead")]
    template = "courses/catalogue_page.html"

    class Meta:
        verbose_name = _("catalogue")


class CoursePage(Page):
    """A selection of modules, from any school, in the order they are studied."""

    summary = models.CharField(_("summary"), max_length=200)
    cloth = models.CharField(_("cloth"), max_length=6, choices=Cloth.choices, default=Cloth.MERAH)

    parent_page_types = ["courses.CataloguePage"]
    subpage_types: list[str] = []
    content_panels = [
        *Page.content_panels,
        FieldPanel("summary"),
        FieldPanel("cloth"),
        InlinePanel("course_modules", heading=_("modules"), label=_("module"), min_num=1),
    ]
    search_fields = [*Page.search_fields, index.SearchField("summary")]
    template = "courses/course_page.html"

    class Meta:
        verbose_name = _("course")

    def modules(self) -> list["ModulePage"]:
        """The live modules of this course in order, in the language of this page where there is one."""
        chosen = [row.module for row in self.course_modules.select_related("module").order_by("sort_order")]
        by_key = {
            module.translation_key: module
            for module in ModulePage.objects.live().filter(
                locale=self.locale_id, translation_key__in=[module.translation_key for module in chosen]
            )
        }
        return [by_key.get(module.translation_key, module) for module in chosen if module.live]


class CatalogueModule(Orderable):
    """One module of a course, at its place."""

    page = ParentalKey(CoursePage, on_delete=models.CASCADE, related_name="course_modules")
    module = models.ForeignKey(
        "courses.ModulePage", models.PROTECT, related_name="+", verbose_name=_("module")
    )

    panels = [FieldPanel("module")]

    class Meta(Orderable.Meta):
        verbose_name = _("module of a course")


class SchoolIndexPage(Page):
    """The vocational schools that write modules."""

    parent_page_types = ["courses.HomePage"]
    subpage_types = ["courses.SchoolPage"]
    template = "courses/school_index_page.html"

    class Meta:
        verbose_name = _("list of schools")


class SchoolPage(Page):
    """A partner school's own branch: its modules stand below it."""

    organisation = models.ForeignKey(
        "people.Organisation", models.PROTECT, related_name="pages", verbose_name=_("organisation")
    )
    about = models.TextField(_("about"), blank=True)

    parent_page_types = ["courses.SchoolIndexPage"]
    subpage_types = ["courses.ModulePage"]
    content_panels = [*Page.content_panels, FieldPanel("organisation"), FieldPanel("about")]
    search_fields = [*Page.search_fields, index.SearchField("about")]
    template = "courses/school_page.html"

    class Meta:
        verbose_name = _("school")


class ModulePage(Page):
    """A module: why it was made, what one can do afterwards, and its lessons."""

    summary = models.CharField(_("summary"), max_length=160)
    subject = models.CharField(_("subject"), max_length=14, choices=Subject.choices, default=Subject.DIGITAL)
    cloth = models.CharField(_("cloth"), max_length=6, choices=Cloth.choices, default=Cloth.MERAH)
    asked_for = models.TextField(_("the need it answers, in a participant's words"), blank=True)
    outcomes = models.TextField(_("afterwards one can (one a line)"), blank=True)
    authors = models.CharField(_("authors"), max_length=160, blank=True)
    licence = models.CharField(_("licence"), max_length=40, default="CC BY-SA 4.0")

    parent_page_types = ["courses.SchoolPage"]
    subpage_types = ["courses.LessonPage"]
    content_panels = [
        *Page.content_panels,
        FieldPanel("summary"),
        MultiFieldPanel([FieldPanel("subject"), FieldPanel("cloth")], heading=_("cover")),
        FieldPanel("asked_for"),
        FieldPanel("outcomes"),
        MultiFieldPanel([FieldPanel("authors"), FieldPanel("licence")], heading=_("credit")),
    ]
    search_fields = [
        *Page.search_fields,
        index.SearchField("summary"),
        index.SearchField("outcomes"),
        index.FilterField("subject"),
    ]
    template = "courses/module_page.html"

    class Meta:
        verbose_name = _("module")

    @property
    def outcome_lines(self) -> list[str]:
        return [line.strip() for line in self.outcomes.splitlines() if line.strip()]

    def lessons(self) -> models.QuerySet["LessonPage"]:
        return LessonPage.objects.live().child_of(self).order_by("path")

    @property
    def school(self) -> SchoolPage:
        return self.get_parent().specific


class LessonPage(Page):
    """A lesson: short, one objective, something to do in one's own business today."""

    lead = models.CharField(_("lead"), max_length=300, blank=True)
    minutes = models.PositiveSmallIntegerField(_("minutes"), default=10)
    objective = models.ForeignKey(
        "courses.Objective",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="lessons",
        verbose_name=_("objective"),
    )
    is_open = models.BooleanField(_("readable without signing in"), default=False)
    body = StreamField(LESSON_BLOCKS, verbose_name=_("content"))

    parent_page_types = ["courses.ModulePage"]
    subpage_types: list[str] = []
    content_panels = [
        *Page.content_panels,
        FieldPanel("lead"),
        MultiFieldPanel(
            [FieldPanel("objective"), FieldPanel("minutes"), FieldPanel("is_open")], heading=_("teaching")
        ),
        FieldPanel("body"),
    ]
    search_fields = [*Page.search_fields, index.SearchField("lead"), index.SearchField("body")]
    template = "courses/lesson_page.html"

    class Meta:
        verbose_name = _("lesson")

    @property
    def module(self) -> ModulePage:
        return self.get_parent().specific
