"""The legal entities of the company, and the cost centres that belong to them."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from penstock.governance.allocation.problems import Problems
from penstock.governance.allocation.tables import Row, rows_of
from penstock.kernel.sides import Side

ENTITIES = "entities.csv"
CENTRES = "cost-centres.csv"
_ENTITY_COLUMNS = ("entity", "name", "side", "kind", "income_account", "expense_account")
_CENTRE_COLUMNS = ("cost_centre", "name", "entity", "pool")


class Kind(StrEnum):
    """What a legal entity is to its regulator."""

    UTILITY = "utility"
    AFFILIATE = "affiliate"
    SERVICE_COMPANY = "service company"
    PARENT = "parent"


@dataclass(frozen=True, slots=True, kw_only=True)
class LegalEntity:
    """A company with books of its own.

    Args:
        id: What files call it.
        name: What people call it.
        side: The side of the business that it belongs to.
        kind: What it is to its regulator.
        income_account: Where it books what affiliates pay.
        expense_account: Where it books what affiliates charge.
    """

    id: str
    name: str
    side: Side
    kind: Kind
    income_account: str
    expense_account: str

    @property
    def receives(self) -> bool:
        """Tell whether shared cost ends here: a service company keeps none."""
        return self.kind is not Kind.SERVICE_COMPANY


@dataclass(frozen=True, slots=True, kw_only=True)
class CostCentre:
    """Where cost is recorded.

    Args:
        id: What the ledger calls it.
        name: What people call it.
        entity: The one legal entity that it belongs to.
        pool: The cost pool that it feeds; empty for none.
        line: Where the file says so.
    """

    id: str
    name: str
    entity: str
    pool: str
    line: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Company:
    """All legal entities with their cost centres."""

    entities: Mapping[str, LegalEntity]
    centres: Mapping[str, CostCentre]

    @property
    def receivers(self) -> tuple[str, ...]:
        """The entities that bear cost, in the order of their ids."""
        return tuple(sorted(each.id for each in self.entities.values() if each.receives))

    def entity_of(self, centre: str) -> LegalEntity:
        """Return the legal entity of a cost centre."""
        return self.entities[self.centres[centre].entity]


def read_company(files: Mapping[str, bytes], problems: Problems) -> Company:
    """Return the company that two tables state."""
    entities: dict[str, LegalEntity] = {}
    for row in rows_of(ENTITIES, files.get(ENTITIES, b""), _ENTITY_COLUMNS, problems):
        entity = _entity(row, problems)
        if entity and entities.setdefault(entity.id, entity) is not entity:
            problems.add(ENTITIES, row.line, f"entity {entity.id} is there twice.")
    centres: dict[str, CostCentre] = {}
    for row in rows_of(CENTRES, files.get(CENTRES, b""), _CENTRE_COLUMNS, problems):
        centre = _centre(row)
        if problem := _centre_problem(centre, entities, centres):
            problems.add(CENTRES, row.line, problem)
        centres.setdefault(centre.id, centre)
    return Company(entities=entities, centres=centres)


def _entity(row: Row, problems: Problems) -> LegalEntity | None:
    side, kind = Side.read(row["side"]), row["kind"]
    if side is None:
        problems.add(ENTITIES, row.line, f"“{row['side']}” is no side; write {_named(Side)}.")
    if kind not in set(Kind):
        problems.add(ENTITIES, row.line, f"“{kind}” is no kind; write {_named(Kind)}.")
    if side is None or kind not in set(Kind):
        return None
    if (side is Side.REGULATED) != (kind == Kind.UTILITY):
        said = (
            f"{row['entity']} has side {side} and kind {kind}; utilities are regulated, no other."
        )
        problems.add(ENTITIES, row.line, said)
    return LegalEntity(
        id=row["entity"],
        name=row["name"],
        side=side,
        kind=Kind(kind),
        income_account=row["income_account"],
        expense_account=row["expense_account"],
    )


def _centre(row: Row) -> CostCentre:
    return CostCentre(
        id=row["cost_centre"],
        name=row["name"],
        entity=row["entity"],
        pool=row["pool"],
        line=row.line,
    )


def _centre_problem(
    centre: CostCentre, entities: Mapping[str, LegalEntity], centres: Mapping[str, CostCentre]
) -> str:
    entity = entities.get(centre.entity)
    if earlier := centres.get(centre.id):
        return (
            f"cost centre {centre.id} is there already, in line {earlier.line}; "
            "it belongs to exactly one legal entity (F1)."
        )
    if entity is None:
        return f"cost centre {centre.id} belongs to no entity of {ENTITIES}: “{centre.entity}”."
    if centre.pool and entity.side is Side.NON_REGULATED:
        return (
            f"cost centre {centre.id} of {entity.id} feeds pool {centre.pool}, but cost of the "
            "non-regulated side enters no shared pool (F3). Take the pool away."
        )
    if centre.pool and entity.kind is Kind.UTILITY:
        return (
            f"cost centre {centre.id} of utility {entity.id} feeds pool {centre.pool}; what a "
            "utility does for affiliates is a sale (F2). State it as one, or move the centre."
        )
    return ""


def _named(words: type[StrEnum]) -> str:
    return " or ".join(f"“{word}”" for word in words)
