"""What came, what went, what is called or tied otherwise than before."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from enum import StrEnum

from penstock.architecture.comparing.ties import ties
from penstock.architecture.model import Architecture, Element, Kind, Ref, Stage, Stated
from penstock.kernel.places import Place


class How(StrEnum):
    """What happened."""

    ADDED = "added"
    REMOVED = "removed"
    RENUMBERED = "renumbered"
    RENAMED = "renamed"
    CHANGED = "changed"
    GAINED = "gained"
    LOST = "lost"


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One difference.

    Args:
        how: What happened.
        about: The element it happened to, by its new id.
        sentence: The difference in words.
        before: Where the old text stands, if it has a place.
        after: Where the new text stands.
    """

    how: How
    about: Ref
    sentence: str
    before: Place | None = None
    after: Place | None = None


# What other fields or the relations already tell, and what only says where a statement was found.
_SKIPPED = {
    "id",
    "name",
    "place",
    "origin",
    "position",
    "stream_id",
    "parent_id",
    "capabilities",
    "inputs",
    "outputs",
    "participating_capabilities",
    "parent",
    "unit",
    "reports_to",
    "applies_to",
}


def compare(old: Architecture, new: Architecture) -> tuple[Change, ...]:
    """Return the differences, ordered by what they concern in the documents' order."""
    moved = dict(_renumbered(old, new))
    gone = [ref for ref in old.statements if _counts(ref) and ref not in new.statements]
    come = [ref for ref in new.statements if _counts(ref) and ref not in old.statements]
    changes = [
        *(_removal(old, ref) for ref in gone if ref not in moved),
        *(_addition(new, ref) for ref in come if ref not in moved.values()),
        *(_renumbering(old, new, *pair) for pair in moved.items()),
        *_attributes(old, new, moved),
        *_ties(old, new, moved),
    ]
    order = {ref: index for index, ref in enumerate((*new.statements, *old.statements))}
    return tuple(sorted(changes, key=lambda change: order.get(change.about, len(order))))


def _counts(ref: Ref) -> bool:
    """Tell whether an element is worth a line of its own; information is told by its stages."""
    return ref.kind is not Kind.INFORMATION


def _renumbered(old: Architecture, new: Architecture) -> Iterator[tuple[Ref, Ref]]:
    """Yield elements that kept kind and name, and for stages their stream, under another id."""
    fresh = {
        key: ref
        for ref in new.statements
        if ref not in old.statements and (key := _identity(new, ref))
    }
    for ref in old.statements:
        key = _identity(old, ref)
        if ref not in new.statements and key in fresh:
            yield ref, fresh.pop(key)


def _identity(architecture: Architecture, ref: Ref) -> tuple[Kind, str, str] | None:
    element = architecture.merged(ref)
    if element is None or not element.name or element.name == element.id:
        return None
    owner = element.stream_id if isinstance(element, Stage) else ""
    return ref.kind, owner, element.name.casefold()


def _removal(old: Architecture, ref: Ref) -> Change:
    sentence = f"{_kind(ref)} {old.label(ref)} was removed."
    return Change(how=How.REMOVED, about=ref, sentence=sentence, before=_place(old, ref))


def _addition(new: Architecture, ref: Ref) -> Change:
    sentence = f"{_kind(ref)} {new.label(ref)} was added."
    return Change(how=How.ADDED, about=ref, sentence=sentence, after=_place(new, ref))


def _renumbering(old: Architecture, new: Architecture, before: Ref, after: Ref) -> Change:
    sentence = f"{_kind(before)} {old.label(before)} is now {after.id}."
    places = {"before": _place(old, before), "after": _place(new, after)}
    return Change(how=How.RENUMBERED, about=after, sentence=sentence, **places)


def _attributes(old: Architecture, new: Architecture, moved: Mapping[Ref, Ref]) -> Iterator[Change]:
    for ref in old.statements:
        before, after = old.merged(ref), new.merged(moved.get(ref, ref))
        if before is not None and after is not None and _counts(ref):
            yield from _renaming(before, after)
            for each in fields(before):
                if each.name not in _SKIPPED:
                    yield from _attribute(each.name, before, after)


def _renaming(before: Element, after: Element) -> Iterator[Change]:
    if before.name != after.name and before.name and after.name:
        words = f"{_kind(after.ref)} {after.id} “{before.name}” was renamed “{after.name}”."
        yield Change(
            how=How.RENAMED,
            about=after.ref,
            sentence=words,
            before=before.place,
            after=after.place,
        )


def _attribute(name: str, before: Element, after: Element) -> Iterator[Change]:
    """Yield how one attribute changed: the members of a list, or a text (a tuple, too)."""
    old, new = getattr(before, name), getattr(after, name)
    called = name.replace("_", " ")
    if isinstance(old, tuple) and not isinstance(old, Stated):
        singular = _SINGULAR.get(called, called.removesuffix("s"))
        yield from _members(singular, after, old, new, how=How.LOST)
        yield from _members(singular, after, new, old, how=How.GAINED)
    elif _text(old) != _text(new):
        words = f"{after.id}: {called} {_change_of(_text(old), _text(new))}."
        yield Change(
            how=How.CHANGED,
            about=after.ref,
            sentence=words,
            before=_stated_place(old) or before.place,
            after=_stated_place(new) or after.place,
        )


_SINGULAR = {"entry criteria": "entry criterion", "exit criteria": "exit criterion"}


def _members(
    called: str,
    element: Element,
    here: tuple[Stated, ...],
    there: tuple[Stated, ...],
    *,
    how: How,
) -> Iterator[Change]:
    known = {stated.text for stated in there}
    for stated in here:
        if stated.text not in known:
            side = "after" if how is How.GAINED else "before"
            yield Change(
                how=how,
                about=element.ref,
                sentence=f"{element.id} {how} {called} “{stated.text}”.",
                **{side: stated.place},
            )


def _ties(old: Architecture, new: Architecture, moved: Mapping[Ref, Ref]) -> Iterator[Change]:
    before, after = ties(old, moved), ties(new, {})
    for key, tie in before.items():
        if key not in after and tie.about in new.statements:
            sentence = tie.lost(new)
            yield Change(how=How.LOST, about=tie.about, sentence=sentence, before=tie.place)
    for key, tie in after.items():
        known = tie.about in old.statements or tie.about in moved.values()
        if key not in before and known:
            sentence = tie.gained(new)
            yield Change(how=How.GAINED, about=tie.about, sentence=sentence, after=tie.place)


def _kind(ref: Ref) -> str:
    return ref.kind.value.replace("-", " ").capitalize()


def _place(architecture: Architecture, ref: Ref) -> Place | None:
    element = architecture.merged(ref)
    return element.place if element else None


def _stated_place(value: object) -> Place | None:
    return value.place if isinstance(value, Stated) else None


def _text(value: object) -> str:
    return value.text if isinstance(value, Stated) else str(value or "")


def _change_of(old: str, new: str) -> str:
    if not old:
        return f"is now “{new}”; it had none"
    return f"“{old}” became “{new}”" if new else f"“{old}” was taken away"
