"""The house as README.md and DESIGN draw it: foreign keys, rooms, names of migrations."""

import re
import tomllib
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings

ROOT = Path(settings.BASE_DIR)
CONTRACTS = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
RANK = {
    app: rank
    for rank, layer in enumerate(reversed(CONTRACTS[0]["layers"]))
    for app in (name.strip() for name in layer.split("|"))
}
OURS = [config for config in apps.get_app_configs() if config.name in RANK]
TOLD_NOTHING = re.compile(r"\d{4}_(initial|auto_.*|alter_.*|merge_.*|.*_more)")


def links():
    """Each foreign key and many-to-many from one of our tables to another of our apps."""
    for config in OURS:
        for model in config.get_models():
            for field in (*model._meta.fields, *model._meta.many_to_many):
                target = field.related_model and field.related_model._meta.app_config.name
                if target in RANK and target != config.name:
                    yield f"{model._meta.label}.{field.name}", config.name, target


def test_every_app_of_ours_has_its_place():
    installed = {name for name in settings.INSTALLED_APPS if (ROOT / name.split(".")[0]).is_dir()}

    assert {re.sub(r"\.apps\.\w+$", "", name) for name in installed} <= set(RANK)


def test_foreign_keys_go_down():
    assert [label for label, app, target in links() if RANK[target] >= RANK[app]] == []


def rooms() -> list[str]:
    """The names of all rooms: modules and packages right inside an app."""
    found = set()
    for config in OURS:
        for entry in Path(config.path).iterdir():
            is_package = (entry / "__init__.py").exists()
            if (entry.suffix == ".py" and entry.stem != "__init__") or (
                is_package and entry.name != "migrations"
            ):
                found.add(entry.stem)
    return sorted(found)


def test_every_room_is_named_in_the_readme():
    named = set(re.findall(r"`(\w+)`", (ROOT / "README.md").read_text(encoding="utf-8")))

    assert [room for room in rooms() if room not in named] == []


def test_every_room_of_the_contracts_is_there():
    """A room that was given up leaves the contract as well."""
    layers = next(contract for contract in CONTRACTS if contract["id"] == "rooms")["layers"]

    assert sorted(re.findall(r"\w+", " ".join(layers))) == rooms()


@pytest.mark.parametrize("config", OURS, ids=lambda config: config.name)
def test_migrations_tell_what_they_do(config):
    names = [file.stem for file in Path(config.path, "migrations").glob("[0-9]*.py")]

    assert [name for name in names if TOLD_NOTHING.fullmatch(name)] == []
