"""Documents in the making: headings, fields, lists and tables, in the order they are added."""

from collections.abc import Iterable, Sequence


class Page:
    """One document; what is added comes below what is there."""

    def __init__(self, title: str) -> None:
        self._parts = [f"# {title}"]

    def heading(self, level: int, text: str) -> None:
        """Add a heading."""
        self._parts.append(f"{'#' * level} {text}")

    def fields(self, fields: Iterable[tuple[str, str]]) -> None:
        """Add fields, those without a value left out."""
        lines = [f"**{name}:** {value}" for name, value in fields if value]
        if lines:
            self._parts.append("\n".join(lines))

    def points(self, points: Iterable[str], *, name: str = "") -> None:
        """Add a list, if it has any points, under a field if it has a name."""
        lines = [f"-   {point}" for point in points]
        if lines:
            self._parts.append("\n".join([f"**{name}:**", *lines] if name else lines))

    def text(self, text: str) -> None:
        """Add text as it is."""
        self._parts.append(text)

    def table(self, header: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
        """Add a table, if it has any rows."""
        lines = [_row(row) for row in rows]
        if lines:
            self._parts.append("\n".join([_row(header), _row(["---"] * len(header)), *lines]))

    def __str__(self) -> str:
        """Return the document."""
        return "\n\n".join(self._parts) + "\n"


def _row(cells: Sequence[str]) -> str:
    return "| " + " | ".join(cells) + " |"
