"""Benchmarks in parts: every module of a folder that offers `figures()` is one."""

import argparse
import os
import pkgutil
import platform
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib import import_module
from importlib.metadata import version
from pathlib import Path
from types import ModuleType

from benchmarks.common import report
from benchmarks.common.goals import Figure, missed

FOLDER = Path(__file__).resolve().parent.parent


@dataclass(frozen=True, slots=True, kw_only=True)
class PartedBenchmark:
    """A benchmark whose parts are measured one after the other, all or the chosen ones.

    Args:
        name: That of its folder.
        description: What it counts, and how it is called.
        cases: How many cases its parts are given unless somebody says; None where they take none.
    """

    name: str
    description: str
    cases: int | None = None

    def parts(self) -> tuple[str, ...]:
        """Return the parts: the modules of the folder that offer `figures()`."""
        found = (module.name for module in pkgutil.iter_modules([str(FOLDER / self.name)]))
        return tuple(
            sorted(name for name in found if name != "run" and hasattr(self._part(name), "figures"))
        )

    def run(self, arguments: Sequence[str]) -> int:
        """Measure, print, and return 1 where a goal is missed and somebody asked."""
        chosen = self._parser().parse_args(arguments)
        figures = list(self._measured(chosen.parts or self.parts(), self._sizes(chosen)))
        write = report.as_json if chosen.json else report.as_text
        print(write(_machine(), figures))
        return 1 if chosen.check and missed(figures) else 0

    def _sizes(self, chosen: argparse.Namespace) -> tuple[int, ...]:
        return () if self.cases is None else (chosen.cases,)

    def _measured(self, names: Sequence[str], sizes: tuple[int, ...]) -> Iterator[Figure]:
        for name in names:
            print(f"Measuring {name} ...", file=sys.stderr, flush=True)
            yield from self._part(name).figures(*sizes)

    def _part(self, name: str) -> ModuleType:
        return import_module(f"benchmarks.{self.name}.{name}")

    def _parser(self) -> argparse.ArgumentParser:
        parser = argparse.ArgumentParser(
            prog=f"dev.py bench {self.name}", description=self.description
        )
        parser.add_argument("parts", nargs="*", metavar="PART", help="only these, of all parts")
        parser.add_argument("--check", action="store_true", help="exit with 1 at a missed goal")
        parser.add_argument("--json", action="store_true", help="print one JSON document")
        if self.cases is not None:
            told = f"how many cases; {self.cases} unless said otherwise"
            parser.add_argument("--cases", type=int, default=self.cases, metavar="N", help=told)
        return parser


def _machine() -> str:
    return (
        f"Penstock {version('penstock')}, Python {platform.python_version()}, "
        f"{platform.machine()}, {os.cpu_count()} cores; CPU seconds unless said"
    )
