"""Trees of hops as lines of text."""

from collections.abc import Iterator, Sequence

from penstock.architecture.model import Architecture
from penstock.architecture.tracing import Branch, Hop
from penstock.cli.places import ShowPlace


def tree_lines(
    branches: Sequence[Branch], architecture: Architecture, show: ShowPlace, *, lead: str = ""
) -> Iterator[str]:
    """Yield a line for each branch: where it leads, why, and where that is stated."""
    for index, branch in enumerate(branches):
        last = index == len(branches) - 1
        again = "  (unfolded above)" if branch.seen else ""
        joint = "└─ " if last else "├─ "
        yield f"{lead}{joint}{hop_line(branch.hop, architecture, show)}{again}"
        below = lead + ("   " if last else "│  ")
        yield from tree_lines(branch.branches, architecture, show, lead=below)


def hop_line(hop: Hop, architecture: Architecture, show: ShowPlace) -> str:
    """Return a hop as one line: reason, element, place."""
    strength = {"P": " (primary)", "S": " (supporting)"}.get(hop.strength, "")
    return f"{hop.words} {architecture.label(hop.to)}{strength}  {show(hop.place)}"
