"""Answers that several rules ask for, worked out once per architecture."""

from collections.abc import Callable
from typing import TypeVar
from weakref import ref

from penstock.architecture.model import Architecture

_T = TypeVar("_T")


def once(compute: Callable[[Architecture], _T]) -> Callable[[Architecture], _T]:
    """Keep the answer for the architecture that was asked about last.

    It is recognised by identity: to compare two large ones would cost more than the answer.
    """
    kept: list[tuple[ref[Architecture], _T]] = []

    def answer(architecture: Architecture) -> _T:
        for known, value in kept:
            if known() is architecture:
                return value
        found = compute(architecture)
        kept[:] = [(ref(architecture), found)]
        return found

    return answer
