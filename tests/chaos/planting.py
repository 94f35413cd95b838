"""Faults, and how they are planted."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import pytest

Plant = Callable[[pytest.MonkeyPatch], None]


@dataclass(frozen=True, kw_only=True)
class Fault:
    """Something that a hurried change might break.

    Args:
        sentence: What is wrong with the program that has it.
        plant: Puts it there.
    """

    sentence: str
    plant: Plant


FAULTS: dict[str, Fault] = {}


def fault(sentence: str) -> Callable[[Plant], Plant]:
    """Return what makes a function a fault, called as the function is."""

    def keep(plant: Plant) -> Plant:
        FAULTS[plant.__name__.strip("_").replace("_", "-")] = Fault(sentence=sentence, plant=plant)
        return plant

    return keep


def plant(name: str) -> None:
    """Put a fault into this process for good."""
    FAULTS[name].plant(pytest.MonkeyPatch())


@contextmanager
def planted(name: str) -> Iterator[None]:
    """Put a fault into this process for a while."""
    with pytest.MonkeyPatch.context() as patch:
        FAULTS[name].plant(patch)
        yield
