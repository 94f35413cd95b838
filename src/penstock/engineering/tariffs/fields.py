"""A value of a tariff's JSON with its path, asked for what it should be."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, NoReturn

from penstock.engineering.tariffs.errors import TariffError


@dataclass(frozen=True, slots=True)
class Node:
    """A value of the JSON, and where it stands."""

    value: Any
    path: str

    def fail(self, sentence: str) -> NoReturn:
        """Raise the error that says a sentence of this value."""
        raise TariffError(sentence, path=self.path or "The tariff")

    def field(self, *names: str) -> "Node | None":
        """Return the first field there is of some names, in any case."""
        if not isinstance(self.value, Mapping):
            self.fail(f"is {_kind(self.value)}; expected an object.")
        for wanted in names:
            for name, value in self.value.items():
                if name.lower() == wanted and value is not None:
                    return Node(value, f"{self.path}.{name}" if self.path else name)
        return None

    def items(self, *, count: int | None = None, of: str = "entry") -> "list[Node]":
        """Return the items of a list, which has as many as expected."""
        if not isinstance(self.value, Sequence) or isinstance(self.value, str):
            self.fail(f"is {_kind(self.value)}; expected a list.")
        if count is not None and len(self.value) != count:
            self.fail(f"has {len(self.value)} entries; expected {count}, one for each {of}.")
        return [Node(each, f"{self.path}[{n}]") for n, each in enumerate(self.value)]

    def number(self, *, least: str = "-1e6", most: str = "1e9") -> Decimal:
        """Return a number within bounds."""
        if isinstance(self.value, bool) or not isinstance(self.value, (int, float, Decimal)):
            self.fail(f"is {_kind(self.value)}; expected a number.")
        number = Decimal(str(self.value))
        if not number.is_finite():
            self.fail(f"is {number}, which is no number.")
        if not Decimal(least) <= number <= Decimal(most):
            self.fail(f"is {number}; expected a number from {_shown(least)} to {_shown(most)}.")
        return number

    def whole(self, *, least: int, most: int) -> int:
        """Return a whole number within bounds."""
        number = self.number(least=str(least), most=str(most))
        if number != int(number):
            self.fail(f"is {number}; expected a whole number.")
        return int(number)

    def text(self) -> str:
        """Return a text."""
        if not isinstance(self.value, str):
            self.fail(f"is {_kind(self.value)}; expected a text.")
        return self.value

    def one_of(self, *known: str) -> str:
        """Return one of some texts, however its case is."""
        found = {each.lower(): each for each in known}.get(self.text().strip().lower())
        return found or self.fail(f"is “{self.value}”; expected one of: {', '.join(known)}.")


def _kind(value: object) -> str:
    if value is None or isinstance(value, bool):
        return {None: "null", True: "true", False: "false"}[value]
    if isinstance(value, Mapping):
        return "an object"
    if isinstance(value, str):
        return f"the text “{value[:40]}”"
    return "a list" if isinstance(value, Sequence) else f"the number {value}"


def _shown(bound: str) -> str:
    return f"{Decimal(bound):,f}"
