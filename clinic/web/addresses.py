"""Two kinds of addresses: those of our apps, and the page tree, which says its language: ``/en/...``."""

from collections.abc import Iterator
from functools import lru_cache

from django.conf import settings
from django.urls import LocalePrefixPattern, URLResolver, get_resolver


def is_app_address(path: str) -> bool:
    """Whether one of our apps answers here, and not the page tree."""
    return first_segment(path) in app_segments(settings.ROOT_URLCONF)


def first_segment(path: str) -> str:
    return path.lstrip("/").split("/", 1)[0]


@lru_cache
def app_segments(urlconf: str) -> frozenset[str]:
    """The first segments of all addresses outside the page tree: ``{"today", "learn", "cms", ...}``."""
    return frozenset(_segments(get_resolver(urlconf).url_patterns))


def _segments(patterns: list) -> Iterator[str]:
    for entry in patterns:
        if isinstance(entry.pattern, LocalePrefixPattern):
            continue
        route = str(entry.pattern)
        if not route and isinstance(entry, URLResolver):
            yield from _segments(entry.url_patterns)
        elif segment := route.lstrip("^").split("/", 1)[0].split("<", 1)[0]:
            yield segment


def front_page(code: str) -> str:
    return "/" if code == settings.LANGUAGE_CODE else f"/{code}/"


def in_language(address: str, code: str) -> str:
    """The same address of the page tree in that language; an app's address is the same in all."""
    if is_app_address(address):
        return address
    prefix = first_segment(address)
    bare = address.removeprefix(f"/{prefix}") if prefix in dict(settings.LANGUAGES) else address
    return front_page(code) + bare.lstrip("/")
