"""Of which side information items are, who may be shown them, and what consents call them."""

import csv
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache

from penstock.delivery.items import ItemType
from penstock.governance.boundary.asking import Object
from penstock.governance.boundary.statements import PolicyFile
from penstock.kernel.sensitivity import Sensitivity, strictest
from penstock.kernel.sides import Side

_ANSWER = "Answer of"
_COLUMNS = ("item", "side", "sensitivity", "data_class")


class UnfitClassesError(ValueError):
    """The table of data classes says what cannot be."""

    def __init__(self, table: str, line: int, *, because: str) -> None:
        self.table = table
        self.line = line
        super().__init__(f"{table}:{line}: {because}.")


@dataclass(frozen=True, slots=True, kw_only=True)
class DataClass:
    """What is known of an information item, wherever it is recorded.

    Args:
        side: The side that it comes from; None for that of the case that holds it.
        sensitivity: Who may be shown it; None for that of the case that holds it.
        name: What consents call it.
    """

    side: Side | None = None
    sensitivity: Sensitivity | None = None
    name: str


@dataclass(frozen=True)
class DataClasses:
    """The data classes of a company, by item.

    Args:
        by_item: Classes by the item's name in lower case.
    """

    by_item: Mapping[str, DataClass] = field(default_factory=dict)

    @property
    def names(self) -> frozenset[str]:
        """What consents may call data."""
        return frozenset(each.name for each in self.by_item.values())

    def items_of(self, name: str) -> tuple[str, ...]:
        """Return the items that consents call by a name, in the order of the alphabet."""
        return tuple(sorted(item for item, each in self.by_item.items() if each.name == name))

    def of(self, item: str) -> DataClass:
        """Return what is known of an item; of others, that consents call them by their name."""
        found = self.by_item.get(item.casefold())
        return found or _unlisted(item)

    def item(self, item: str, *, held_by: Object) -> Object:
        """Return an item as the boundary takes it.

        Args:
            item: Its name.
            held_by: The case that holds it.
        """
        known = self.of(item)
        return Object(
            id=f"{held_by.id}: {item}",
            kind=item,
            side=known.side or held_by.side,
            # Whoever reads it learns that there is such a case: it is as closed as the stricter.
            sensitivity=strictest(held_by.sensitivity, known.sensitivity),
            subject=held_by.subject,
            premise=held_by.premise,
            account=held_by.account,
            data_class=known.name,
        )

    def answer(self, stream_id: str, *, of: Object, case_id: str, applicant: str | None) -> Object:
        """Return how a case ended, and why, as the boundary takes it from a case of another side.

        Args:
            stream_id: The stream of the case that ended.
            of: That case.
            case_id: What it is called.
            applicant: The side, or the third party, that asked for it; None where none is known to
                have.
        """
        kind = f"{_ANSWER} {stream_id}"
        known = self.by_item.get(kind.casefold()) or self.of(f"{_ANSWER} any other stream")
        sensitivity = known.sensitivity or of.sensitivity
        # What is about no person is the affair of whoever applied.
        is_personal = sensitivity is Sensitivity.PERSONAL
        return replace(
            of,
            id=f"{case_id}: {kind}",
            kind=kind,
            sensitivity=sensitivity,
            subject=of.subject if is_personal else (applicant or ""),
            data_class=known.name,
        )

    def inside(self, item: str, *, held_by: Object, kind: ItemType | None) -> Object:
        """Return an item as the boundary takes it from whoever works the case that holds it.

        They know of the case. So what comes from another side is as closed as it is by itself: a
        tariff of the utility stays public in a customer's case.

        Args:
            item: Its name.
            held_by: The case that holds it.
            kind: What code says of it, where any does; the table comes first.
        """
        known, about = self.of(item), self.item(item, held_by=held_by)
        if kind is not None and known.side is None:
            sensitivity = strictest(about.sensitivity, kind.sensitivity)
            about = replace(about, side=kind.side, sensitivity=sensitivity)
        if about.side is held_by.side:
            return about
        own = [each for each in (known.sensitivity, kind.sensitivity if kind else None) if each]
        return replace(about, sensitivity=strictest(*own) if own else about.sensitivity)


@lru_cache(maxsize=4096)
def _unlisted(item: str) -> DataClass:
    return DataClass(name=re.sub(r"\W+", "_", item.casefold()).strip("_"))


def read_classes(table: PolicyFile | None) -> DataClasses:
    """Return the classes of a table; none where there is no table.

    Raises:
        UnfitClassesError: A line says what cannot be.
    """
    if table is None:
        return DataClasses()
    reader = csv.DictReader(table.text.splitlines())
    if tuple(reader.fieldnames or ()) != _COLUMNS:
        because = f"the columns have to be {', '.join(_COLUMNS)}"
        raise UnfitClassesError(table.name, 1, because=because)
    return DataClasses(
        {row["item"].casefold(): _read(row, table.name, reader.line_num) for row in reader}
    )


def _read(row: Mapping[str, str], table: str, line: int) -> DataClass:
    side, sensitivity = row["side"].strip(), row["sensitivity"].strip()
    if side and side not in list(Side):
        raise UnfitClassesError(table, line, because=f"there is no side “{side}”")
    if sensitivity and sensitivity not in list(Sensitivity):
        raise UnfitClassesError(table, line, because=f"there is no sensitivity “{sensitivity}”")
    if not row["data_class"]:
        raise UnfitClassesError(table, line, because="data_class is empty")
    return DataClass(
        side=Side(side) if side else None,
        sensitivity=Sensitivity(sensitivity) if sensitivity else None,
        name=row["data_class"].strip(),
    )
