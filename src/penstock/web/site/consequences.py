"""What suffers when an element fails, as its page tells it."""

from collections.abc import Sequence
from typing import NamedTuple

from penstock.architecture.model import Kind, Ref
from penstock.architecture.tracing import Effect, Needs, Reach, impact
from penstock.web.site.kinds import KINDS

# What can fail. Of information it is the stage that makes it which fails.
_FAILING = frozenset(
    {
        Kind.VALUE_STREAM,
        Kind.STAGE,
        Kind.CAPABILITY,
        Kind.ROLE,
        Kind.ORGANIZATION_UNIT,
        Kind.SYSTEM,
        Kind.PARTNER,
    }
)
# What readers ask for; of everything else the number is enough.
_LISTED = (Kind.PRODUCT, Kind.STAKEHOLDER, Kind.VALUE_STREAM)


_SHOWN = 12


class Suffering(NamedTuple):
    """Elements of one kind that suffer, the nearest first, and how many more do."""

    title: str
    effects: tuple[Effect, ...]
    more: int


class Consequences(NamedTuple):
    """What a failure does.

    Args:
        sentence: How many elements suffer, by kind.
        listed: Products, stakeholders and streams that suffer, with the way the failure takes;
            then streams that depend on a stream that suffers.
    """

    sentence: str
    listed: tuple[Suffering, ...]


def consequences(needs: Needs, ref: Ref) -> Consequences | None:
    """Return what suffers when an element fails; None for what cannot fail by itself."""
    if ref.kind not in _FAILING:
        return None
    effects = impact(needs, ref)
    hit = [effect for effect in effects if effect.reach is Reach.HIT]
    listed = [
        _suffering(KINDS[kind].many, [effect for effect in hit if effect.ref.kind is kind])
        for kind in _LISTED
    ]
    later = [effect for effect in effects if effect.reach is Reach.KNOCK_ON]
    listed.append(_suffering("Next, the streams that depend on those", later))
    return Consequences(_counted(hit), tuple(each for each in listed if each.effects))


def _suffering(title: str, effects: Sequence[Effect]) -> Suffering:
    return Suffering(title, tuple(effects[:_SHOWN]), max(0, len(effects) - _SHOWN))


def _counted(hit: Sequence[Effect]) -> str:
    parts = []
    for kind in (*_LISTED, *(kind for kind in Kind if kind not in _LISTED)):
        number = sum(effect.ref.kind is kind for effect in hit)
        if number:
            words = KINDS[kind].one if number == 1 else KINDS[kind].many
            parts.append(f"{number} {words.lower()}")
    if len(parts) < 2:
        return "".join(parts)
    return f"{', '.join(parts[:-1])} and {parts[-1]}"
