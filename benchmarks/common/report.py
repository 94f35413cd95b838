"""The figures as a table for people, and as JSON for programs."""

import json
from collections.abc import Sequence
from dataclasses import asdict

from benchmarks.common.goals import Figure

_DIGITS = {"s": 3, "%": 1, "ms": 2, "µs": 0, "/s": 0, "MiB": 1, "kB": 1, "c": 6, "": 0}
_CLEARLY_MORE = 10
_VERDICTS = {True: "met", False: "MISSED", None: ""}


def as_text(title: str, figures: Sequence[Figure]) -> str:
    """Return one line for each figure, with its goal and whether it is met."""
    width = max(len(figure.name) for figure in figures)
    lines = [f"{figure.name:<{width}}  {_value(figure):>9}  {_goal(figure)}" for figure in figures]
    return "\n".join([title, "", *(line.rstrip() for line in lines)])


def as_json(title: str, figures: Sequence[Figure]) -> str:
    """Return all figures with their single runs."""
    values = [asdict(figure) | {"met": figure.met} for figure in figures]
    return json.dumps({"title": title, "figures": values}, indent=2)


def _value(figure: Figure) -> str:
    if figure.unit == "x":
        return f"{figure.value:.1f} x" if figure.value >= _CLEARLY_MORE else f"{figure.value:.2f} x"
    return f"{figure.value:,.{_DIGITS[figure.unit]}f} {figure.unit}"


def _goal(figure: Figure) -> str:
    if figure.met is None:
        return ""
    sign, limit = (
        ("at least", figure.at_least)
        if figure.at_least is not None
        else ("at most", figure.at_most)
    )
    return f"{sign} {limit:g} {figure.unit:<4}{_VERDICTS[figure.met]}"
