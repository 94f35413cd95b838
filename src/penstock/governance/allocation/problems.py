"""What keeps inputs from being allocated: every fault at once, each with its place."""

from collections.abc import Iterable
from typing import NamedTuple

from penstock.kernel.counting import counted
from penstock.kernel.places import Place


class Problem(NamedTuple):
    """A fault of an input file.

    Args:
        place: Where it stands.
        sentence: What was found, what was expected, what to do.
    """

    place: Place
    sentence: str

    def __str__(self) -> str:
        """Return it as editors and terminals make it clickable."""
        return f"{self.place.document}:{self.place.line}: {self.sentence}"


class AllocationRefusedError(Exception):
    """Inputs that cannot be allocated, with every reason."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(problems))
        said = "\n".join(map(str, self.problems))
        super().__init__(
            f"Nothing was allocated: {counted(len(self.problems), 'problem')}.\n{said}"
        )


class Problems:
    """Collects faults while the rest is still read."""

    def __init__(self) -> None:
        self._found: list[Problem] = []

    def add(self, document: str, line: int, sentence: str) -> None:
        """Note a fault with its place."""
        self._found.append(Problem(Place(document, line), sentence))

    def refuse_if_any(self) -> None:
        """Go on only if nothing was found.

        Raises:
            AllocationRefusedError: Something was.
        """
        if self._found:
            raise AllocationRefusedError(self._found)
