"""``manage.py list_policies``: every address of the project and who may open it, as one table."""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.urls import URLPattern, get_resolver
from django.urls.resolvers import RegexPattern, URLResolver
from django.utils.translation import override

from clinic.policy import ROLES, Policy

PAGE = Path(settings.BASE_DIR) / "docs" / "policies.md"
HEAD = """# Who may open what

Written by `manage.py list_policies` from the policies at the views; a test fails while this page differs.
An address without a policy is closed to everybody.

- **Who**: one of these roles is enough. `participant` is anybody signed in.
- **Which object**: the rows this person may open the address for; anything else is 404.
- **Second factor**: asked of staff, outside the demo.
"""
INNERMOST_GROUP = re.compile(r"\((?:\?P<(?P<name>\w+)>|\?:)?[^()]*\)[*+?]?")
TABLE = "| Address | Name | Who | Which object | Second factor |\n| --- | --- | --- | --- | --- |"


@dataclass(frozen=True)
class Address:
    """One pattern of the project: how it is written, what it is called, who may open it."""

    pattern: str
    name: str
    view: object

    @property
    def policy(self) -> Policy | None:
        return getattr(self.view, "policy", None)

    @property
    def prefix(self) -> str:
        head, slash, _rest = self.pattern[1:].partition("/")
        return f"/{head}/" if slash and not head.startswith("<") else "/"


class Command(BaseCommand):
    help = "Write docs/policies.md: every address with its name, roles, objects and second factor."
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--check", action="store_true", help="only fail when the page differs")

    def handle(self, *args, **options) -> None:
        page = policies_page()
        if not options["check"]:
            PAGE.write_text(page, encoding="utf-8")
            self.stdout.write(f"{len(every_address())} addresses in docs/policies.md.")
        elif not PAGE.exists() or PAGE.read_text(encoding="utf-8") != page:
            raise CommandError("docs/policies.md is out of date. Run manage.py list_policies.")


def every_address() -> list[Address]:
    """All patterns in the order in which they are tried."""
    with override(settings.LANGUAGE_CODE):
        return list(_walk(get_resolver(), "/", ""))


def _walk(resolver: URLResolver, before: str, space: str) -> Iterator[Address]:
    for entry in resolver.url_patterns:
        pattern = before + _as_written(entry.pattern)
        if isinstance(entry, URLPattern):
            yield Address(pattern, f"{space}{entry.name}" if entry.name else "", entry.callback)
        else:
            inner = f"{space}{entry.namespace}:" if entry.namespace else space
            yield from _walk(entry, pattern, inner)


def _as_written(pattern) -> str:
    """The piece of an address as a reader knows it: no anchors, groups by their names."""
    if not isinstance(pattern, RegexPattern):
        return str(pattern)
    written = str(pattern).removeprefix("^").removesuffix("$").replace(".*", "(?P<rest>)")
    while written != (written := INNERMOST_GROUP.sub(_group_name, written)):
        pass
    return written.replace("{", "<").replace("}", ">").replace("\\", "")


def _group_name(group: re.Match) -> str:
    """A named group by its name; an unnamed one within another disappears into it."""
    return "{%s}" % (group["name"] or "rest")


def policies_page() -> str:
    groups = defaultdict(list)
    for address in every_address():
        groups[address.prefix].append(address)
    alone = [prefix for prefix, members in groups.items() if len(members) == 1 and prefix != "/"]
    for prefix in alone:
        groups["/"] += groups.pop(prefix)
    parts = [HEAD]
    for prefix in sorted(groups):
        members = sorted(groups[prefix], key=lambda address: (address.pattern, address.name))
        lines = dict.fromkeys(map(_line, members))
        parts.append("\n".join([f"## {prefix}\n", TABLE, *lines]) + "\n")
    return "\n".join(parts)


def _line(address: Address) -> str:
    declared = address.policy
    if declared is None:
        return f"| `{address.pattern}` | {address.name} | **nobody: no policy** | | |"
    which = f"`{declared.of.__module__}.{declared.of.__qualname__}`" if declared.of else ""
    factor = "yes" if declared.second_factor else ""
    cells = [
        f"`{address.pattern}`",
        address.name,
        ", ".join(filter(declared.who.__contains__, ROLES)),
        which,
        factor,
    ]
    return "| " + " | ".join(cells) + " |"
