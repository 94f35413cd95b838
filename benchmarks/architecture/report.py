"""The figures as a table for people, and as JSON for programs."""

import json
from collections.abc import Sequence
from dataclasses import asdict

from benchmarks.architecture.goals import Figure

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
    return f"{figure.value:.1f} x" if figure.unit == "x" else f"{figure.value:.3f} s"


def _goal(figure: Figure) -> str:
    if figure.met is None:
        return ""
    sign, limit = (
        ("at least", figure.at_least)
        if figure.at_least is not None
        else ("at most", figure.at_most)
    )
    return f"{sign} {limit:g} {figure.unit:<3}{_VERDICTS[figure.met]}"
