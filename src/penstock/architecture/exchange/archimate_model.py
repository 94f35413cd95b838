"""The model as elements and relationships of ArchiMate, before any file is written."""

import hashlib
import re
from collections.abc import Iterator
from dataclasses import fields
from typing import NamedTuple

from penstock.architecture.exchange.archimate_terms import (
    ASSOCIATION,
    FLOW,
    PARTS,
    TERMS,
    TRIGGERING,
    TYPES,
    Term,
)
from penstock.architecture.model import (
    Architecture,
    Element,
    Kind,
    OperatingModelElement,
    Ref,
    Relation,
    Stage,
    Stated,
)
from penstock.kernel.places import Place

_DOCUMENTATION = ("description", "definition", "statement", "purpose")
_SAFE = re.compile(r"[^A-Za-z0-9.-]")

Properties = dict[str, str]


class Concept(NamedTuple):
    """An element of ArchiMate with what the documents say of it."""

    identifier: str
    type: str
    name: str
    documentation: str
    properties: Properties


class Relationship(NamedTuple):
    """A relationship of ArchiMate; `name` is empty where the type says all."""

    identifier: str
    term: Term
    source: str
    target: str
    name: str
    properties: Properties


def concepts(architecture: Architecture) -> dict[Ref, Concept]:
    """Return a concept for each element that is stated or that a relation names, kind by kind."""
    named: dict[Ref, list[Place]] = {}
    for relation in architecture.relations:
        for ref in (relation.source, relation.target):
            named.setdefault(ref, []).append(relation.place)
    refs = sorted({**architecture.statements, **named}, key=lambda ref: list(Kind).index(ref.kind))
    return {ref: _concept(architecture, ref, named.get(ref, [])) for ref in refs}


def identifier_of(ref: Ref) -> str:
    """Return a name for an element that XML takes as an identifier and that stays the same."""
    escaped = _SAFE.sub(lambda match: f"_{ord(match[0]):x}_", ref.id)
    return f"{ref.kind.value}.{escaped}"


def _concept(architecture: Architecture, ref: Ref, named_at: list[Place]) -> Concept:
    element = architecture.merged(ref)
    if element is None:
        properties = {"Id": ref.id, "Kind": ref.kind.value, "Stated": "in relations only"}
        properties |= _places(named_at[:1])
        return Concept(identifier_of(ref), TYPES[ref.kind], ref.id, "", properties)
    part = element.part if isinstance(element, OperatingModelElement) else None
    several = architecture.statements[ref]
    others = {each.name: None for each in several if each.name not in {"", element.name}}
    properties = {"Id": ref.id, "Kind": ref.kind.value, **_said(element)}
    properties |= {"Also named": "; ".join(others)} if others else {}
    properties |= {"Origin": "; ".join(dict.fromkeys(each.origin.value for each in several))}
    properties |= _places([each.place for each in several])
    of = PARTS[part] if part else TYPES[ref.kind]
    documentation = next(filter(None, (_text(element, name) for name in _DOCUMENTATION)), "")
    return Concept(identifier_of(ref), of, element.name or ref.id, documentation, properties)


def _said(element: Element) -> Properties:
    """Return what the element's own fields say, by their names."""
    own = [each.name for each in fields(element) if each.name not in _COMMON]
    texts = {name.replace("_", " ").capitalize(): _text(element, name) for name in own}
    return {name: text for name, text in texts.items() if text}


_COMMON = {"id", "name", "place", "origin", *_DOCUMENTATION}


def _text(element: Element, name: str) -> str:
    value = getattr(element, name, None)
    if isinstance(value, Stated):
        return value.text
    if isinstance(value, tuple):
        return "\n".join(each.text for each in value)
    return "" if value is None else str(value)


def _places(places: list[Place]) -> Properties:
    return {"Place": "\n".join(dict.fromkeys(map(str, places)))}


def relationships(architecture: Architecture, known: dict[Ref, Concept]) -> Iterator[Relationship]:
    """Yield each relation once, with all its places, then what the order of stages implies."""
    together: dict[tuple[object, ...], list[Relation]] = {}
    for relation in architecture.relations:
        key = (relation.kind, relation.source, relation.target)
        together.setdefault(key, []).append(relation)
    for several in together.values():
        yield _relationship(several, known)
    for stages in architecture.stages_by_stream.values():
        yield from _sequence(stages, known)


def _relationship(several: list[Relation], known: dict[Ref, Concept]) -> Relationship:
    first = several[0]
    source, target = known[first.source], known[first.target]
    term = TERMS.get((first.kind, source.type, target.type), ASSOCIATION)
    if source == target:
        # Nothing is composed of itself, whatever a document says.
        term = ASSOCIATION
    written = dict.fromkeys(each.written for each in several if each.written)
    strengths = dict.fromkeys(each.strength for each in several if each.strength)
    properties = {"Relation": first.kind.value, **_places([each.place for each in several])}
    properties |= {"Written": "\n".join(written)} if written else {}
    properties |= {"Strength": "; ".join(strengths)} if strengths else {}
    ends = (target, source) if term.turned else (source, target)
    name = first.kind.value if term == ASSOCIATION else ""
    return _between(*ends, term, name, properties)


def _sequence(stages: tuple[Stage, ...], known: dict[Ref, Concept]) -> Iterator[Relationship]:
    """Yield that each stage triggers the next, and what flows from earlier to later stages."""
    before: Stage | None = None
    given: dict[str, Stage] = {}
    for stage in stages:
        target, place = known[stage.ref], _places([stage.place])
        if before is not None:
            yield _between(known[before.ref], target, TRIGGERING, "", place)
        for item in dict.fromkeys(each.text for each in stage.inputs):
            if item in given:
                yield _between(known[given[item].ref], target, FLOW, item, place)
        given |= dict.fromkeys((each.text for each in stage.outputs), stage)
        before = stage


def _between(
    source: Concept, target: Concept, term: Term, name: str, properties: Properties
) -> Relationship:
    words = (source.identifier, target.identifier, term.type, name, properties.get("Relation", ""))
    digest = hashlib.sha256("\n".join(words).encode()).hexdigest()[:32]
    return Relationship(
        f"relation.{digest}", term, source.identifier, target.identifier, name, properties
    )
