"""What was tried, as JSON: money in cents, energy in kWh."""

from dataclasses import asdict
from typing import Any

from penstock.app.energy.storage.choosing import Backup, Money
from penstock.app.energy.storage.trying import BatteryTried, Billed
from penstock.engineering.storage.batteries import Battery
from penstock.engineering.storage.islands import IslandHours
from penstock.engineering.storage.sizing import BestSizes, Limits, Tried

Json = dict[str, Any]


def tried_json(found: BatteryTried) -> Json:
    """Return what a battery does for a site."""
    year = found.site.year
    return {
        "year": year.steps.year,
        "zone": year.steps.zone,
        "tariff": found.tariff.name,
        "battery": asdict(found.battery),
        "load_kwh": float(year.load_kwh.sum()),
        "yield_kwh": float(year.yield_kwh.sum()),
        "without_battery": _billed(found.none),
        "rule_without_foresight": _billed(found.rule) | _saved(found, found.rule),
        "perfect_foresight": _billed(found.best) | _saved(found, found.best),
        "capacity_left": {str(year): share for year, share in found.shares.items()},
        "notes": list(found.site.notes),
    }


def _billed(each: Billed) -> Json:
    found = each.dispatch
    return {
        "bill_cents": each.cents,
        "import_kwh": float(found.import_kwh.sum()),
        "export_kwh": float(found.export_kwh.sum()),
        "curtailed_kwh": float(found.curtailed_kwh.sum()),
        "throughput_kwh": found.throughput_kwh,
        "full_cycles": found.full_cycles,
        "self_consumption": found.self_consumption,
    }


def _saved(found: BatteryTried, each: Billed) -> Json:
    return {"saves_cents": found.none.cents - each.cents}


def island_json(battery: Battery, rows: tuple[IslandHours, ...], backup: Backup) -> Json:
    """Return how long outages are lasted through."""
    seasons = [asdict(row) | {"season": row.season or "year"} for row in rows]
    return {"battery": asdict(battery), **asdict(backup), "seasons": seasons}


def sizes_json(found: BestSizes, money: Money, limits: Limits) -> Json:
    """Return the best size and all others."""
    return {
        "said": found.said,
        "pays": found.pays,
        "best": None if found.best is None else _size(found.best),
        "money": asdict(money),
        "limits": asdict(limits),
        "tried": [_size(each) for each in found.tried],
    }


def _size(each: Tried) -> Json:
    return {
        **asdict(each.size),
        "cost_cents": each.cost_cents,
        "backup_hours": each.backup_hours,
        "npv_cents": each.npv_cents,
        "refused": each.refused or None,
    }
