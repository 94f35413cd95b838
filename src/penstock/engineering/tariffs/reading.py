"""Tariffs from the JSON of OpenEI's Utility Rate Database, and back without a loss."""

from collections.abc import Iterator, Mapping
from copy import deepcopy
from datetime import UTC, date, datetime, timedelta
from typing import Any

from penstock.engineering.tariffs.charges_read import read_charges, read_metering
from penstock.engineering.tariffs.demand_read import read_demand
from penstock.engineering.tariffs.errors import TariffError
from penstock.engineering.tariffs.extension import read_extension
from penstock.engineering.tariffs.fields import Node
from penstock.engineering.tariffs.json_text import parse, plain
from penstock.engineering.tariffs.rules import Metering, RollOver
from penstock.engineering.tariffs.schedules import read_schedule
from penstock.engineering.tariffs.structures import ENERGY_UNITS, GAS_UNITS, read_structure
from penstock.engineering.tariffs.tariff import Commodity, Schedule, Tariff

_NOT_BILLED = {
    "coincidentratestructure": "Demand at the hour of the utility's own peak",
    "fueladjustmentsmonthly": "The monthly fuel adjustment",
    "fixedchargeeaaddl": "The charge for each further meter",
}


def read_urdb(document: bytes | str | Mapping[str, Any]) -> Tariff:
    """Return the tariff of a JSON document of the rate database.

    A document is one tariff or an object whose `items` has one, as the database's service answers.
    Names of fields may be in any case. What this program does not know is kept in `document`.

    Args:
        document: The JSON as a text or as the value of it.

    Raises:
        TariffError: It is no tariff, or one with a hole; the sentence names the JSON path.
    """
    value = parse(document) if isinstance(document, bytes | str) else document
    root = _one(Node(value, ""))
    own, metering = root.field("penstock"), read_metering(root)
    extended = read_extension(own, metering=metering)
    commodity = Commodity(extended.pop("commodity"))
    charges = read_charges(root)
    demand = read_demand(root)
    notes = (*extended.pop("notes"), *_notes(root, metering, stated=extended["credits"].stated))
    _check_gas(root, commodity, metering, demand)
    return Tariff(
        label=_text(root, "label"),
        name=_text(root, "name", "ratename"),
        utility=_text(root, "utility", "utilityname"),
        energy=_energy(root, commodity),
        commodity=commodity,
        in_force_from=_start(root),
        notes=notes,
        document=deepcopy(dict(root.value)),
        **charges,
        **demand,
        **extended,
    )


def write_urdb(tariff: Tariff) -> dict[str, Any]:
    """Return the JSON object a tariff was read from, with every field it had."""
    written = plain(tariff.document)
    assert isinstance(written, dict)
    return written


def _one(root: Node) -> Node:
    items = root.field("items")
    if items is None:
        return root
    found = items.items()
    if len(found) != 1:
        items.fail(f"has {len(found)} tariffs; expected one in a file.")
    return found[0]


def _energy(root: Node, commodity: Commodity) -> Schedule:
    table = root.field("energyratestructure", "energyratestrux")
    if table is None:
        raise TariffError("The tariff has no energyratestructure; it needs a price of energy.")
    units = GAS_UNITS if commodity is Commodity.GAS else ENERGY_UNITS
    labels = root.field("energytoulabels", "energylabels")
    periods = read_structure(table, units=units, labels=labels)
    return read_schedule(root, periods, kind="energy", structure="energyratestructure")


def _text(root: Node, *names: str) -> str:
    node = root.field(*names)
    return node.text() if node else ""


def _start(root: Node) -> date | None:
    node = root.field("startdate", "effectivedate")
    if node is None:
        return None
    if isinstance(node.value, Mapping):
        node = node.field("$date") or node
    if isinstance(node.value, str):
        try:
            return date.fromisoformat(node.value[:10])
        except ValueError:
            node.fail(f"is “{node.value[:40]}”; expected seconds since 1970 or a date.")
    seconds = node.whole(least=-(10**10), most=10**10)
    return (datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=seconds)).date()


def _check_gas(
    root: Node, commodity: Commodity, metering: Metering, demand: Mapping[str, Any]
) -> None:
    if commodity is Commodity.GAS and (metering is not Metering.NONE or any(demand.values())):
        root.fail("sells gas, which has no demand and does not flow back; take those fields out.")


def _notes(root: Node, metering: Metering, *, stated: bool) -> Iterator[str]:
    for name, what in _NOT_BILLED.items():
        node = root.field(name)
        if node is not None and node.value not in ([], 0):
            yield f"{what} ({name}) is not billed here."
    if metering is Metering.NET_METERING and not stated:
        yield (
            "The file does not say what becomes of unused credits; they are kept in "
            f"{RollOver.KWH} and lost after December."
        )
    elif metering is not Metering.NONE and not stated:
        yield "The file does not say what becomes of unused credits; they are lost with the month."
