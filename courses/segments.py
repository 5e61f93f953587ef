"""A lesson's body as segments: HTML that is the same for everybody, and the parts that are not."""

from collections.abc import Iterable
from typing import Any

from wagtail.images.models import AbstractRendition

PICTURE_WIDTH = 640  # CSS pixels of the widest column are 672; a phone shows 328


def segments_of(body: Iterable) -> list[dict[str, Any]]:
    """``[{"id", "kind", "html"}, ...]``; a checklist carries ``items``, a glossary ``entries``.

    Checklists hold each person's own ticks and glossaries stand beside the text, so these two are
    drawn by the page; all else is rendered here, once.
    """
    return [_segment(block) for block in body]


def _segment(block) -> dict[str, Any]:
    common = {"id": block.id, "kind": block.block_type}
    if block.block_type == "checklist":
        rows = block.value["items"]
        items = [
            {"id": row.id or f"{block.id}-{n}", "text": row.value} for n, row in enumerate(rows.bound_blocks)
        ]
        return common | {"items": items}
    if block.block_type == "glossary":
        entries = [{"term": entry["term"], "meaning": entry["meaning"]} for entry in block.value["entries"]]
        return common | {"entries": entries}
    return common | {"html": str(block.render())}


def weight_of(body: Iterable, segments: list[dict[str, Any]]) -> int:
    """Bytes a phone loads for this lesson: its text as it is, its pictures in the smallest format.

    Video, sound and documents load only when asked for and show their own size.
    """
    text = sum(len(str(segment).encode()) for segment in segments)
    pictures = sum(
        _bytes_of(picture.get_rendition(f"format-avif|width-{PICTURE_WIDTH}"))
        for block in body
        if block.block_type == "picture" and (picture := block.value["picture"])
    )
    return text + pictures


def _bytes_of(rendition: AbstractRendition) -> int:
    try:
        return rendition.file.size
    except OSError:  # the file is gone; the page says so itself
        return 0
