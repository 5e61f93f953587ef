"""The parts an author builds a page from; each has one template in ``templates/courses/blocks``."""

from django.utils.safestring import mark_safe
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.contrib.typed_table_block.blocks import TypedTableBlock
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageBlock
from wagtail.rich_text import expand_db_html

from courses.markup import clean_html


class TextBlock(blocks.RichTextBlock):
    """Running text: paragraphs, headings, lists and links, cleaned on the way out."""

    def render_basic(self, value, context=None):
        return mark_safe(clean_html(expand_db_html(value.source)))  # noqa: S308 - cleaned by nh3

    class Meta:
        icon = "pilcrow"
        label = _("Text")


class PictureBlock(blocks.StructBlock):
    picture = ImageBlock(label=_("picture"))
    caption = blocks.CharBlock(required=False, max_length=200, label=_("caption"))

    class Meta:
        icon = "image"
        label = _("Picture")
        template = "courses/blocks/_picture.html"


class StepBlock(blocks.StructBlock):
    title = blocks.CharBlock(max_length=90, label=_("what to do"))
    text = blocks.TextBlock(required=False, rows=2, label=_("how"))


class StepsBlock(blocks.StructBlock):
    heading = blocks.CharBlock(required=False, max_length=80, label=_("heading"))
    items = blocks.ListBlock(StepBlock(), min_num=2, label=_("steps"))

    class Meta:
        icon = "list-ol"
        label = _("Numbered steps")
        template = "courses/blocks/_steps.html"


class ChecklistBlock(blocks.StructBlock):
    """What to do in one's own business today; each participant's ticks are remembered."""

    items = blocks.ListBlock(blocks.CharBlock(max_length=160), min_num=1, label=_("things to do"))

    class Meta:
        icon = "tick"
        label = _("Do it now")
        template = "courses/blocks/_checklist.html"


class CalloutBlock(blocks.StructBlock):
    tone = blocks.ChoiceBlock(
        choices=[("now", _("remember")), ("ok", _("good to know")), ("bad", _("watch out"))], default="now"
    )
    title = blocks.CharBlock(max_length=80, label=_("title"))
    text = blocks.TextBlock(rows=3, label=_("text"))

    class Meta:
        icon = "warning"
        label = _("Callout")
        template = "courses/blocks/_callout.html"


class TableBlock(blocks.StructBlock):
    caption = blocks.CharBlock(required=False, max_length=120, label=_("caption"))
    table = TypedTableBlock([("text", blocks.CharBlock(required=False))], label=_("table"))

    class Meta:
        icon = "table"
        label = _("Table")
        template = "courses/blocks/_table.html"


class DownloadBlock(blocks.StructBlock):
    document = DocumentChooserBlock(label=_("document"))
    title = blocks.CharBlock(max_length=90, label=_("title"))

    class Meta:
        icon = "download"
        label = _("Download")
        template = "courses/blocks/_download.html"


class VideoBlock(blocks.StructBlock):
    """A clip that loads nothing before it is tapped, with its size and its words."""

    document = DocumentChooserBlock(label=_("video file (mp4)"))
    poster = ImageBlock(label=_("still picture"))
    title = blocks.CharBlock(max_length=90, label=_("title"))
    seconds = blocks.IntegerBlock(min_value=1, label=_("length in seconds"))
    transcript = blocks.TextBlock(rows=6, label=_("what is said and shown"))

    class Meta:
        icon = "media"
        label = _("Video")
        template = "courses/blocks/_video.html"


class AudioBlock(blocks.StructBlock):
    document = DocumentChooserBlock(label=_("sound file"))
    title = blocks.CharBlock(max_length=90, label=_("title"))
    seconds = blocks.IntegerBlock(min_value=1, label=_("length in seconds"))
    transcript = blocks.TextBlock(rows=6, label=_("what is said"))

    class Meta:
        icon = "media"
        label = _("Audio")
        template = "courses/blocks/_audio.html"


class GlossaryEntryBlock(blocks.StructBlock):
    term = blocks.CharBlock(max_length=60, label=_("word"))
    meaning = blocks.CharBlock(max_length=240, label=_("meaning"))


class GlossaryBlock(blocks.StructBlock):
    """Words used in the lesson; shown beside it."""

    entries = blocks.ListBlock(GlossaryEntryBlock(), min_num=1, label=_("words"))

    class Meta:
        icon = "openquote"
        label = _("Glossary")
        template = "courses/blocks/_glossary.html"


class ExampleBlock(blocks.StructBlock):
    business = blocks.CharBlock(max_length=90, label=_("business"))
    place = blocks.CharBlock(required=False, max_length=60, label=_("place"))
    story = blocks.TextBlock(rows=4, label=_("what they did"))

    class Meta:
        icon = "user"
        label = _("Example from a local business")
        template = "courses/blocks/_example.html"


class ChoiceBlock(blocks.StructBlock):
    text = blocks.CharBlock(max_length=200, label=_("answer"))
    is_right = blocks.BooleanBlock(required=False, label=_("right"))
    why = blocks.CharBlock(max_length=300, label=_("why"))


class CheckBlock(blocks.StructBlock):
    """A question to check oneself: not scored, not stored; opening an answer shows why."""

    question = blocks.TextBlock(rows=2, label=_("question"))
    choices = blocks.ListBlock(ChoiceBlock(), min_num=2, max_num=5, label=_("answers"))

    class Meta:
        icon = "help"
        label = _("Check yourself")
        template = "courses/blocks/_check.html"


class CaseBlock(blocks.StructBlock):
    complaint = blocks.CharBlock(max_length=160, label=_("complaint"))
    voice = blocks.CharBlock(max_length=60, label=_("who said it"))
    prescription = blocks.CharBlock(max_length=160, label=_("prescription"))
    means = blocks.CharBlock(max_length=90, label=_("with what"))

    class Meta:
        icon = "openquote"
        label = _("Complaint and prescription")


CASE_BLOCKS = [("case", CaseBlock())]
STANDARD_BLOCKS = [
    ("text", TextBlock(features=["h2", "h3", "bold", "italic", "ol", "ul", "link", "document-link"])),
    ("picture", PictureBlock()),
    ("steps", StepsBlock()),
    ("callout", CalloutBlock()),
    ("table", TableBlock()),
    ("download", DownloadBlock()),
]
LESSON_BLOCKS = [
    *STANDARD_BLOCKS,
    ("checklist", ChecklistBlock()),
    ("video", VideoBlock()),
    ("audio", AudioBlock()),
    ("glossary", GlossaryBlock()),
    ("example", ExampleBlock()),
    ("check", CheckBlock()),
]
