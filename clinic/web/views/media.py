"""Uploaded files: pictures to look at, everything else to take along."""

import mimetypes
import re
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from django.conf import settings
from django.core.exceptions import SuspiciousFileOperation
from django.http import FileResponse, Http404, HttpRequest, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils._os import safe_join
from django.utils.http import http_date
from django.views.decorators.http import require_safe

from clinic.policy import ANYONE, policy

PUBLIC_FOLDERS = {
    "images",
    "original_images",
    "documents",
}  # Wagtail's; nothing else in media is for everybody
SHOWN = {".jpg", ".jpeg", ".png", ".gif", ".webp", ".avif"}
PLAYED = {".mp4", ".mp3", ".ogg", ".opus"}
CHUNK = 64 * 1024
YEAR = 365 * 24 * 3600
RANGE = re.compile(r"bytes=(\d*)-(\d*)")


@policy(ANYONE)
@require_safe
def media(request: HttpRequest, path: str) -> HttpResponseBase:
    """A file below the public media folders; in parts for players that ask so."""
    file = public_file(path)
    kind = file.suffix.lower()
    size = file.stat().st_size
    asked = asked_range(request.headers.get("Range", ""), size) if kind in PLAYED else None
    response: HttpResponseBase
    if asked:
        response = part_of(file, *asked, size)
    else:
        response = FileResponse(file.open("rb"), as_attachment=kind not in SHOWN | PLAYED, filename=file.name)
    response["Content-Type"] = mimetypes.guess_type(file.name)[0] or "application/octet-stream"
    if kind in PLAYED:
        response["Accept-Ranges"] = "bytes"
    response["Last-Modified"] = http_date(file.stat().st_mtime)
    # Renditions carry a hash of picture and filter in their name, so they never change.
    is_rendition = path.startswith("images/")
    response["Cache-Control"] = (
        f"public, max-age={YEAR}, immutable" if is_rendition else "public, max-age=3600"
    )
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response


def public_file(path: str) -> Path:
    """The file of that address; 404 for everything outside the public folders."""
    try:
        file = Path(safe_join(settings.MEDIA_ROOT, path)).resolve()
        folder = file.relative_to(Path(settings.MEDIA_ROOT).resolve()).parts[0]
    except (SuspiciousFileOperation, ValueError, IndexError):
        raise Http404 from None
    if folder not in PUBLIC_FOLDERS or not file.is_file():
        raise Http404
    return file


def asked_range(header: str, size: int) -> tuple[int, int] | None:
    """First and last byte asked for; None for "the whole", which may always be answered.

    >>> asked_range("bytes=0-99", 1000), asked_range("bytes=-100", 1000), asked_range("bytes=900-", 1000)
    ((0, 99), (900, 999), (900, 999))
    """
    match = RANGE.fullmatch(header.strip())
    if not match or not any(match.groups()):
        return None
    first, last = match.groups()
    if not first:
        start, end = max(0, size - int(last)), size - 1
    else:
        start, end = int(first), min(int(last or size - 1), size - 1)
    return (start, end) if start <= end else None


def part_of(file: Path, start: int, end: int, size: int) -> StreamingHttpResponse:
    response = StreamingHttpResponse(_read(file.open("rb"), start, end - start + 1), status=206)
    response["Content-Range"] = f"bytes {start}-{end}/{size}"
    response["Content-Length"] = str(end - start + 1)
    return response


def _read(opened: BinaryIO, start: int, length: int) -> Iterator[bytes]:
    with opened:
        opened.seek(start)
        while length > 0 and (chunk := opened.read(min(CHUNK, length))):
            length -= len(chunk)
            yield chunk
