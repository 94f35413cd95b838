"""What governance promises, counted: every part has a module of its own beside this one.

python3 dev.py bench governance [PART ...] [--check] [--json]
"""

import argparse
import os
import pkgutil
import platform
import sys
from collections.abc import Iterator, Sequence
from importlib import import_module
from importlib.metadata import version
from pathlib import Path
from types import ModuleType

from benchmarks.common import report
from benchmarks.common.goals import Figure, missed


def parts() -> tuple[str, ...]:
    """Return the parts: the modules of this folder that offer `figures()`."""
    found = (module.name for module in pkgutil.iter_modules([str(Path(__file__).parent)]))
    return tuple(
        sorted(name for name in found if name != "run" and hasattr(_part(name), "figures"))
    )


def main(arguments: Sequence[str]) -> int:
    """Measure, print, and return 1 where a goal is missed and somebody asked."""
    chosen = _parser().parse_args(arguments)
    figures = list(_measured(chosen.parts or parts()))
    write = report.as_json if chosen.json else report.as_text
    print(write(_machine(), figures))
    return 1 if chosen.check and missed(figures) else 0


def _measured(names: Sequence[str]) -> Iterator[Figure]:
    for name in names:
        print(f"Measuring {name} ...", file=sys.stderr, flush=True)
        yield from _part(name).figures()


def _part(name: str) -> ModuleType:
    return import_module(f"benchmarks.governance.{name}")


def _machine() -> str:
    return (
        f"Penstock {version('penstock')}, Python {platform.python_version()}, "
        f"{platform.machine()}, {os.cpu_count()} cores; CPU seconds unless said"
    )


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="dev.py bench governance", description=__doc__)
    parser.add_argument("parts", nargs="*", metavar="PART", help="only these, of all parts")
    parser.add_argument("--check", action="store_true", help="exit with 1 when a goal is missed")
    parser.add_argument("--json", action="store_true", help="print one JSON document")
    return parser


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
