"""Information items as values: frozen classes whose names are the documents' terms."""

from collections.abc import Callable
from dataclasses import dataclass, fields, is_dataclass
from typing import Any, TypeVar

from penstock.kernel.sensitivity import Sensitivity
from penstock.kernel.sides import Side
from penstock.kernel.terms import key_of

__all__ = ["ItemType", "Sensitivity", "UnfitItemClassError", "information_item", "item_type"]

_MARK = "__information_item__"
_T = TypeVar("_T")


class UnfitItemClassError(TypeError):
    """A class cannot be an information item."""

    def __init__(self, name: str, *, because: str) -> None:
        self.name = name
        super().__init__(f"{name} cannot be an information item: {because}.")


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemType:
    """What the class of an information item says of it.

    Args:
        of: The class.
        side: The side of the company that it belongs to.
        sensitivity: Who may be shown it.
        is_file: Whether its content is taken as it is: a PDF, a photo.
        term: What the documents call it, where no class can be called so.
        also: What older documents call it.
    """

    of: type
    side: Side
    sensitivity: Sensitivity
    is_file: bool = False
    term: str = ""
    also: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        """What it is recognised by: letters and digits of its term."""
        return key_of(self.term or self.of.__name__)

    @property
    def keys(self) -> tuple[str, ...]:
        """What it answers to: its own key first, then those of older terms."""
        return (self.key, *map(key_of, self.also))

    @property
    def name(self) -> str:
        """What people call the type."""
        return self.of.__name__


def information_item(
    *,
    side: Side,
    sensitivity: Sensitivity,
    is_file: bool = False,
    term: str = "",
    also: tuple[str, ...] = (),
) -> Callable[[type[_T]], type[_T]]:
    """Mark a frozen dataclass as an information item of the documents.

    The class is called by the documents' term: "Customer energy bills" is `CustomerEnergyBills`.

    Args:
        side: The side of the company that it belongs to.
        sensitivity: Who may be shown it.
        is_file: Whether its content is taken as it is; the class then has one field, `content`.
        term: The documents' term where no class can be called so, such as "911 calls".
        also: What older documents call it, such as "Energy analysis".

    Raises:
        UnfitItemClassError: The class is no frozen dataclass, or of a file and has other fields.
    """

    def mark(cls: type[_T]) -> type[_T]:
        _require_fit(cls, is_file=is_file)
        facts = ItemType(
            of=cls, side=side, sensitivity=sensitivity, is_file=is_file, term=term, also=also
        )
        setattr(cls, _MARK, facts)
        return cls

    return mark


def item_type(cls: Any) -> ItemType | None:
    """Return what a class says of its information item; None where it is marked as none."""
    # What a class inherits from an item makes it no item.
    found = vars(cls).get(_MARK) if isinstance(cls, type) else None
    return found if isinstance(found, ItemType) else None


def _require_fit(cls: type, *, is_file: bool) -> None:
    if not is_dataclass(cls) or not getattr(cls, "__dataclass_params__").frozen:  # noqa: B009
        because = "it is no frozen dataclass; write @dataclass(frozen=True) below @information_item"
        raise UnfitItemClassError(cls.__name__, because=because)
    if is_file and [(each.name, each.type) for each in fields(cls)] != [("content", bytes)]:
        because = "a file has one field, and that is content: bytes"
        raise UnfitItemClassError(cls.__name__, because=because)
