"""`.env.example` names every variable that is read, and no other."""

import re
from pathlib import Path

from django.conf import settings

ROOT = Path(settings.BASE_DIR)
HOUSES = ("clinic", "courses", "assessments", "mentoring", "certificates", "deploy")
READS = re.compile(
    r"""(?:\benv(?:\.[a-z_]+)?\(|os\.environ\.get\(|os\.getenv\(|os\.environ\[)\s*["']([A-Z][A-Z0-9_]+)["'](?!\]\s*=)"""
)
OF_THE_MACHINE = {"HOME", "PATH", "DJANGO_SETTINGS_MODULE", "DEBIAN_FRONTEND"}


def variables_read() -> set[str]:
    found = set()
    for house in HOUSES:
        for path in (ROOT / house).rglob("*.py"):
            found.update(READS.findall(path.read_text()))
    return found - OF_THE_MACHINE


def variables_shown() -> list[str]:
    return re.findall(r"^#?([A-Z][A-Z0-9_]+)=", (ROOT / ".env.example").read_text(), re.MULTILINE)


def test_env_example_shows_every_variable_once():
    assert sorted(variables_shown()) == sorted(variables_read())


def test_env_example_sets_nothing_by_itself():
    text = (ROOT / ".env.example").read_text()

    assert [line for line in text.splitlines() if line and not line.startswith("#")] == []
