"""Static files as they are shipped: hashed names, compressed once.

Our own few files get the best Brotli and gzip, and the stylesheet goes without its comments and indents, so
that an entry page stays under 10 kB of CSS. The files of Wagtail's admin, some five megabytes for screens of
staff, get gzip only: the best Brotli for them would cost every first start five seconds.
"""

import gzip
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

import brotli
from whitenoise.storage import CompressedManifestStaticFilesStorage

OURS = ("css/", "js/", "motif/", "img/", "django_htmx/htmx-2.min.")
TEXT = {".css", ".js", ".svg", ".json"}
TOO_SMALL = 200  # bytes; compressing less than this saves nothing
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
SPACE = re.compile(r"\s*([{};,\n])\s*|(?<=:)\s+()")


class ShippedStaticStorage(CompressedManifestStaticFilesStorage):
    def post_process(self, paths: dict, dry_run: bool = False, **options: object) -> Iterator[tuple]:
        for name in paths if not dry_run else ():
            if name.startswith("css/"):
                path = Path(self.path(name))
                path.write_text(SPACE.sub(r"\1\2", COMMENT.sub("", path.read_text())).strip())
                paths[name] = (self, name)  # hash what we ship, not what we wrote
        yield from super().post_process(paths, dry_run=dry_run, **options)

    def compress_files(self, paths: Iterable[str]) -> Iterator[tuple[str, str]]:
        """Write the compressed copies of the hashed files; yields ``(name, compressed name)``."""
        for name in sorted(set(paths) & set(self.hashed_files.values())):
            path = Path(self.path(name))
            if path.suffix not in TEXT or path.stat().st_size < TOO_SMALL:
                continue
            text = path.read_bytes()
            is_ours = name.startswith(OURS)
            copies = {".gz": gzip.compress(text, 9 if is_ours else 6, mtime=0)}
            if is_ours:
                copies[".br"] = brotli.compress(text, quality=11)
            for ending, compressed in copies.items():
                Path(f"{path}{ending}").write_bytes(compressed)
                yield name, name + ending
