"""What a checklist demands: steps in their order, and the proof of each."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated

from annotated_types import MinLen


@dataclass(frozen=True, slots=True, kw_only=True)
class Limit:
    """A reading that a step needs, and between what it is right.

    Args:
        name: What is read, such as `insulation`.
        unit: In what, such as `MOhm`.
        at_least: The least that is right; None where there is no least.
        at_most: The most that is right; None where there is no most.
        source: Who says so.
    """

    name: Annotated[str, MinLen(1)]
    unit: str
    at_least: Decimal | None = None
    at_most: Decimal | None = None
    source: str = ""

    def holds(self, value: Decimal) -> bool:
        """Tell whether a reading is right."""
        return (self.at_least is None or value >= self.at_least) and (
            self.at_most is None or value <= self.at_most
        )

    @property
    def in_words(self) -> str:
        """What is right, such as `at least 1 MOhm`."""
        parts = [
            f"at {word} {bound} {self.unit}".rstrip()
            for word, bound in (("least", self.at_least), ("most", self.at_most))
            if bound is not None
        ]
        return " and ".join(parts) or "any value"


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One thing to do, and how it is shown that it was done.

    Args:
        id: What people call it, such as `array`.
        title: What is to be done.
        photos: What each photo shows that is needed.
        readings: What is to be measured.
        serial_parts: Parts whose serial numbers are written down in this step.
        needs_signature: Whether somebody answers for it by name.
    """

    id: Annotated[str, MinLen(1)]
    title: str
    photos: tuple[str, ...] = ()
    readings: tuple[Limit, ...] = ()
    serial_parts: tuple[str, ...] = ()
    needs_signature: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Checklist:
    """Steps in the order in which they are done.

    Invariants:
        There is a step; each has an id, a photo and a reading of its own.

    Args:
        name: What people call it.
        steps: What is to be done.
    """

    name: str
    steps: Annotated[tuple[Step, ...], MinLen(1)]

    def __post_init__(self) -> None:
        if problems := list(_problems(self)):
            raise ValueError(f"checklist {self.name} cannot be: {'; '.join(problems)}")

    def step(self, step_id: str) -> Step | None:
        """Return the step that is called so; None where none is."""
        return next((each for each in self.steps if each.id == step_id), None)


def _problems(checklist: Checklist) -> Iterator[str]:
    yield from _twice("step", [each.id for each in checklist.steps])
    for step in checklist.steps:
        yield from _twice(f"photo of step {step.id}", list(step.photos))
        yield from _twice(f"reading of step {step.id}", [each.name for each in step.readings])


def _twice(what: str, names: list[str]) -> Iterator[str]:
    for name in sorted({each for each in names if names.count(each) > 1}):
        yield f"{what} “{name}” stands in it twice"
