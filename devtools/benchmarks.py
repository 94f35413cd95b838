"""Finds the benchmarks: every folder of benchmarks/ that has a run.py."""

from pathlib import Path


def names(root: Path) -> list[str]:
    """Return the names of the benchmarks."""
    folders = (script.parent.name for script in (root / "benchmarks").glob("*/run.py"))
    return sorted(each.replace("_", "-") for each in folders)


def module(name: str) -> str:
    """Return the module that runs a benchmark, as Python finds it from the checkout's root."""
    return f"benchmarks.{name.replace('-', '_')}.run"
