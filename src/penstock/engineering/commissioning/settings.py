"""The settings of inverters, read back and held against those that the agreement prescribes."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from penstock.engineering.commissioning.errors import CommissioningError
from penstock.engineering.commissioning.verdicts import Outcome, Verdict, outcome_of

_TEST = "inverter settings"
_BASIS = "the interconnection agreement; IEEE 1547-2018, 10.4 (settings can be read back)"
RESOLUTION = 0.001
"""How far a number may be off, as a share; ours: what displays round."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """One setting, agreed or read back.

    Args:
        name: As the agreement calls it: `volt-var V1`, `ride-through category`.
        value: A number with its unit in the name, or a word.
    """

    name: str
    value: str


def settings_verdicts(agreed: Sequence[Setting], read_back: Sequence[Setting]) -> Iterator[Verdict]:
    """Yield for each setting of the agreement whether the inverter has it.

    Args:
        agreed: What the agreement prescribes.
        read_back: What the inverter shows; it may show more.

    Raises:
        CommissioningError: The inverter shows a setting twice, with two values.
    """
    shown = _by_name(read_back)
    for each in agreed:
        found = shown.get(_key(each.name))
        yield _missing(each) if found is None else _verdict(each, found)


def _by_name(settings: Sequence[Setting]) -> dict[str, Setting]:
    found: dict[str, Setting] = {}
    for each in settings:
        before = found.setdefault(_key(each.name), each)
        if before.value != each.value:
            raise CommissioningError(
                f"The inverter shows “{each.name}” as {before.value} and as {each.value}; read it "
                "back again."
            )
    return found


def _key(name: str) -> str:
    return " ".join(name.casefold().split())


def _missing(agreed: Setting) -> Verdict:
    return Verdict(
        test=_TEST,
        subject=agreed.name,
        outcome=Outcome.NOT_JUDGED,
        reason=f"{agreed.value} is agreed, and nobody read back what the inverter has.",
        basis=_BASIS,
    )


def _verdict(agreed: Setting, found: Setting) -> Verdict:
    wanted, has = _number(agreed.value), _number(found.value)
    if wanted is not None and has is not None:
        passed = abs(has - wanted) <= RESOLUTION * max(abs(wanted), 1.0)
    else:
        passed = _key(agreed.value) == _key(found.value)
    same = f"It is {found.value}, as agreed."
    return Verdict(
        test=_TEST,
        subject=agreed.name,
        outcome=outcome_of(passed=passed),
        expected=wanted,
        measured=has,
        reason=same
        if passed
        else f"{agreed.value} is agreed, the inverter has {found.value}: set it, and read back.",
        basis=_BASIS,
    )


def _number(text: str) -> float | None:
    try:
        return float(text)
    except ValueError:
        return None
