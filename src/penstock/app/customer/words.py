"""The words of every day in which a customer is told of stages, items and roles."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any

from penstock.app.customer.language import ENGLISH, Language, languages

YOU = "you"
"""Who acts where the customer does, in every language of a file of words."""


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
class Desk:
    """Who takes what a customer asks, wishes or complains about.

    Args:
        role: The role of the documents.
        business_days: Within so many days they answer.
    """

    role: str
    business_days: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsentWords:
    """A consent that customers of a stream are asked for; apart from all others.

    Args:
        key: What the stream calls it.
        grantee: Who would know: a side by its word, or another company.
        data_classes: What, in the words of consents.
        purposes: What for.
        months: How long it holds.
        title: What it is called.
        lets_through: What is let through, to whom, what for.
        without: What happens without it.
    """

    key: str
    grantee: str
    data_classes: tuple[str, ...]
    purposes: tuple[str, ...]
    months: int
    title: str
    lets_through: str
    without: str


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitWords:
    """When somebody comes to a customer of a stream.

    Args:
        title: What that is called.
        item: The information item that keeps the appointment.
        until: The one with which the work is done, and the appointment is told no more.
    """

    title: str
    item: str
    until: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CustomerWords:
    """What a stream's package says to customers; names of the documents where it says nothing.

    Args:
        language: In which it says it.
        stages: By the ids of stages.
        items: What is waited for, by information item.
        roles: What people with a role are called.
        happened: What is told of an information item that came in.
        documents: Files that the customer may download, with what they are called.
        desks: Who takes what: `question`, `complaint`, `appointment` or `link`.
        consents: What the customer is asked to allow.
        data: What kinds of data are called.
        purposes: What purposes are called.
        visit: When somebody comes; None where nobody does.
    """

    language: Language = ENGLISH
    stages: Mapping[str, StageWords] = field(default_factory=dict)
    items: Mapping[str, Awaited] = field(default_factory=dict)
    roles: Mapping[str, str] = field(default_factory=dict)
    happened: Mapping[str, str] = field(default_factory=dict)
    documents: Mapping[str, str] = field(default_factory=dict)
    desks: Mapping[str, Desk] = field(default_factory=dict)
    consents: tuple[ConsentWords, ...] = ()
    data: Mapping[str, str] = field(default_factory=dict)
    purposes: Mapping[str, str] = field(default_factory=dict)
    visit: VisitWords | None = None

    def stage(self, stage_id: str, name: str) -> StageWords:
        """Return what is told of a stage; its name in the documents where nothing is."""
        return self.stages.get(stage_id) or StageWords(name=name)

    def item(self, name: str) -> Awaited:
        """Return who gives an item and what they do."""
        say = self.language.say
        return self.items.get(name) or Awaited(
            who=say("us"), what=say("We make “{item}”.", item=name)
        )

    def role(self, role: str) -> str:
        """Return what a customer calls a role; `we` where the documents name none."""
        say = self.language.say
        if not role:
            return say("we")
        return self.roles.get(role) or say("our {role}", role=role.removesuffix(" - AES"))

    def who(self, who: str) -> str:
        """Return who acts, as the customer is told it."""
        return self.language.say("you") if who == YOU else who


@cache
def words_in(package: str, language: str = ENGLISH.code) -> CustomerWords:
    """Return the words of a stream's package; those of the documents where it has none.

    `customer.toml` has them in English with all that is no word; `customer.es.toml` has the same
    words in Spanish, and what it leaves out is told in English.

    Args:
        package: The package, as it is imported; empty where a stream has none.
        language: The code of a language.
    """
    spoken = languages()[language]
    english = _said(package, "customer.toml")
    said = _over(english, _said(package, f"customer.{language}.toml"))
    return CustomerWords(
        language=spoken,
        stages={stage: StageWords(**words) for stage, words in said.get("stages", {}).items()},
        items={
            name: Awaited(who=who, what=what) for name, (who, what) in said.get("items", {}).items()
        },
        desks={kind: Desk(**desk) for kind, desk in said.get("desks", {}).items()},
        visit=VisitWords(**said["visit"]) if "visit" in said else None,
        consents=tuple(_consent(key, each) for key, each in said.get("consents", {}).items()),
        **{name: said.get(name, {}) for name in _PLAIN},
    )


_PLAIN = ("roles", "happened", "documents", "data", "purposes")


def _said(package: str, name: str) -> dict[str, Any]:
    if not package:
        return {}
    found = files(package).joinpath(name)
    return tomllib.loads(found.read_text(encoding="utf-8")) if found.is_file() else {}


def _over(below: dict[str, Any], above: dict[str, Any]) -> dict[str, Any]:
    """Return tables with those of another language laid over them."""
    both = dict(below)
    for name, value in above.items():
        both[name] = _over(both.get(name, {}), value) if isinstance(value, dict) else value
    return both


def _consent(key: str, said: Mapping[str, Any]) -> ConsentWords:
    lists = {name: tuple(said[name]) for name in ("data_classes", "purposes")}
    return ConsentWords(key=key, **{**said, **lists})
