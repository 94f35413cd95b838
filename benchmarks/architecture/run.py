"""Load, check and trace: Penstock, sphinx-needs and StrictDoc on the same items, side by side.

python3 dev.py bench architecture [--check] [--items N] [--rounds N] [--peer-rounds N] [--json]
"""

import argparse
import os
import platform
import sys
from collections.abc import Sequence
from importlib.metadata import version

from benchmarks.architecture.rounds import (
    BARE_PARSE,
    DOCUMENTS,
    HELP,
    IN_PROCESS,
    TEXT_PARSE,
    Samples,
    UnfairError,
    measure,
    prove,
    what_is_checked,
)
from benchmarks.architecture.tools import PEERS, PENSTOCK, SPHINX_NEEDS, STRICTDOC
from benchmarks.common import report
from benchmarks.common.environments import ensure
from benchmarks.common.goals import Figure, missed
from benchmarks.common.measuring import FailedRunError, median

GOAL_ITEMS = 10_000


def main(arguments: Sequence[str]) -> int:
    """Measure, print, and return 1 where a goal is missed and somebody asked."""
    chosen = _parser().parse_args(arguments)
    for environment in (SPHINX_NEEDS, STRICTDOC):
        ensure(environment)
    try:
        prove()
        samples = measure(chosen.items, rounds=chosen.rounds, peer_rounds=chosen.peer_rounds)
    except (FailedRunError, UnfairError) as error:
        print(error, file=sys.stderr)
        return 2
    figures = evaluate(samples, items=chosen.items)
    write = report.as_json if chosen.json else report.as_text
    print(write(_title(chosen.items, chosen.rounds), figures))
    return 1 if chosen.check and missed(figures) else 0


def evaluate(samples: Samples, *, items: int) -> list[Figure]:
    """Return the figures with their goals; those about the company hold for its agreed size."""
    agreed = items == GOAL_ITEMS
    enough, few = (50.0, 10.0) if agreed else (None, None)
    ours = PENSTOCK.name
    return [
        *(_seconds(samples, tool.name, f"{tool.name}, whole process") for tool in PEERS),
        _seconds(samples, ours, f"{ours}, whole process", at_most=0.6 if agreed else None),
        *(_ratio(samples, tool.name, ours, at_least=enough) for tool in PEERS),
        _seconds(samples, IN_PROCESS, f"{ours} without its start"),
        _seconds(samples, BARE_PARSE, "bare parse of the same bytes"),
        _ratio(samples, IN_PROCESS, BARE_PARSE, at_most=few),
        _seconds(samples, TEXT_PARSE, TEXT_PARSE),
        _ratio(samples, IN_PROCESS, TEXT_PARSE),
        _seconds(
            samples, DOCUMENTS, f"check of {what_is_checked()}, without its start", at_most=0.2
        ),
        _seconds(samples, HELP, "penstock --help, whole process", at_most=0.25),
    ]


def _seconds(samples: Samples, name: str, words: str, *, at_most: float | None = None) -> Figure:
    runs = tuple(samples.cpu_s[name])
    return Figure(name=words, value=median(runs), unit="s", at_most=at_most, runs=runs)


def _ratio(
    samples: Samples,
    more: str,
    less: str,
    *,
    at_least: float | None = None,
    at_most: float | None = None,
) -> Figure:
    value = median(samples.cpu_s[more]) / median(samples.cpu_s[less])
    words = f"{more} / {less}"
    return Figure(name=words, value=value, unit="x", at_least=at_least, at_most=at_most)


def _title(items: int, rounds: int) -> str:
    tools = [
        f"Penstock {version('penstock')}",
        f"sphinx-needs {SPHINX_NEEDS.version('sphinx_needs')}",
        f"Sphinx {SPHINX_NEEDS.version('sphinx')}",
        f"StrictDoc {STRICTDOC.version('strictdoc')}",
        f"pyromark {version('pyromark')}",
    ]
    machine = f"Python {platform.python_version()}, {platform.machine()}, {os.cpu_count()} cores"
    return (
        f"Load, check and trace {items} linked items; CPU seconds, user and system, "
        f"median of {rounds} rounds\n{', '.join(tools)}\n{machine}"
    )


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="dev.py bench architecture", description=__doc__)
    parser.add_argument("--check", action="store_true", help="exit with 1 when a goal is missed")
    parser.add_argument("--items", type=int, default=GOAL_ITEMS, help="how many items")
    parser.add_argument("--rounds", type=int, default=6, help="how often Penstock is run")
    parser.add_argument("--peer-rounds", type=int, default=2, help="how often the others are run")
    parser.add_argument("--json", action="store_true", help="print one JSON document")
    return parser


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
