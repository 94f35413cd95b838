"""The words of every day in which a customer is told of stages, items and roles."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

FILE_NAME = "customer.toml"
YOU = "you"


@dataclass(frozen=True, slots=True, kw_only=True)
class StageWords:
    """What a customer is told of a stage: its name, and what happens in it."""

    name: str
    doing: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Awaited:
    """Who gives an information item, and what they do for it."""

    who: str
    what: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CustomerWords:
    """What a stream's package says to customers; names of the documents where it says nothing."""

    stages: Mapping[str, StageWords] = field(default_factory=dict)
    items: Mapping[str, Awaited] = field(default_factory=dict)
    roles: Mapping[str, str] = field(default_factory=dict)

    def stage(self, stage_id: str, name: str) -> StageWords:
        """Return what is told of a stage; its name in the documents where nothing is."""
        return self.stages.get(stage_id) or StageWords(name=name)

    def item(self, name: str) -> Awaited:
        """Return who gives an item and what they do."""
        return self.items.get(name) or Awaited(who="us", what=f"We make “{name}”.")

    def role(self, role: str) -> str:
        """Return what a customer calls a role; `we` where the documents name none."""
        return self.roles.get(role) or (f"our {role.removesuffix(' - AES')}" if role else "we")


def day_words(day: date) -> str:
    """Return a day as people write it: `20 November 2026`."""
    return f"{day.day} {day:%B %Y}"


@cache
def words_in(package: str) -> CustomerWords:
    """Return the words of a stream's package; those of the documents where it has none.

    Args:
        package: The package, as it is imported; empty where a stream has none.
    """
    if not package:
        return CustomerWords()
    found = files(package).joinpath(FILE_NAME)
    if not found.is_file():
        return CustomerWords()
    said: dict[str, Any] = tomllib.loads(found.read_text(encoding="utf-8"))
    return CustomerWords(
        stages={stage: StageWords(**words) for stage, words in said.get("stages", {}).items()},
        items={name: Awaited(who=who, what=what) for name, (who, what) in said["items"].items()},
        roles=said.get("roles", {}),
    )
