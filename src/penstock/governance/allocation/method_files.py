"""Versions of the cost allocation manual, read from TOML."""

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from fractions import Fraction
from hashlib import sha256
from itertools import pairwise
from typing import Any

from penstock.governance.allocation.amounts import read_share
from penstock.governance.allocation.methods import (
    Driver,
    Method,
    Methods,
    Pool,
    Principle,
    Procedure,
)
from penstock.governance.allocation.problems import Problems
from penstock.governance.allocation.tables import text_of

FOLDER = "methods/"
GENERAL_FACTOR = "general factor"
_TEXTS = ("version", "procedure", "owner", "reason")
_KEYS = {*_TEXTS, "effective", "order", "approved_by", "general_factor", "drivers", "pools"}
_POOL_KEYS = {"name", "principle", "basis", "weights", "because"}
_DRIVER_KEYS = {"name", "unit", "source"}
Said = Mapping[str, Any]


def read_methods(files: Mapping[str, bytes], problems: Problems) -> Methods:
    """Return the versions that the files of a folder state."""
    documents = sorted(each for each in files if each.startswith(FOLDER))
    found = [_read(document, files[document], problems) for document in documents]
    versions = sorted(filter(None, found), key=lambda method: method.effective)
    if not documents:
        problems.add(FOLDER, 1, "no version of the manual; write one such as methods/2026.1.toml.")
    for earlier, later in pairwise(versions):
        if earlier.effective == later.effective:
            said = f"begins on {later.effective}, as {earlier.document} does; one has to go first."
            problems.add(later.document, 1, said)
    if len({each.version for each in versions}) < len(versions):
        problems.add(FOLDER, 1, "two files state the same version; a change is a new version.")
    return Methods(tuple(versions))


def _read(document: str, data: bytes, problems: Problems) -> Method | None:
    try:
        said = tomllib.loads(text_of(document, data, problems))
    except tomllib.TOMLDecodeError as error:
        problems.add(document, 1, f"this is no TOML: {error}.")
        return None
    found = list(_problems(said))
    for sentence in found:
        problems.add(document, 1, sentence)
    return None if found else _method(document, data, said)


def _method(document: str, data: bytes, said: Said) -> Method:
    factor = _weights(said.get("general_factor", {}).get("weights", {}))
    return Method(
        version=said["version"],
        effective=said["effective"],
        procedure=Procedure(said["procedure"]),
        order=tuple(said.get("order", ())),
        owner=said["owner"],
        approved_by=tuple(said["approved_by"]),
        reason=said["reason"],
        drivers={key: Driver(id=key, **each) for key, each in said["drivers"].items()},
        pools={key: _pool(key, each, factor) for key, each in said["pools"].items()},
        document=document,
        sha256=sha256(data).hexdigest(),
    )


def _pool(key: str, said: Said, factor: Mapping[str, Fraction]) -> Pool:
    return Pool(
        id=key,
        name=said["name"],
        principle=Principle(said["principle"]),
        weights=factor if "basis" in said else _weights(said["weights"]),
        because=said.get("because", ""),
    )


def _weights(said: Mapping[str, str]) -> dict[str, Fraction]:
    return {driver: read_share(text) for driver, text in said.items()}


def _problems(said: Said) -> Iterator[str]:
    yield from _unknown(said, _KEYS, "")
    for key in _TEXTS:
        if not isinstance(said.get(key), str) or not said[key]:
            yield f'it does not say {key} = "…".'
    effective = said.get("effective")
    if not isinstance(effective, date) or isinstance(effective, datetime):
        yield "it does not say from which posting date; write effective = 2026-01-01."
    if said.get("procedure") not in set(Procedure):
        yield f"“{said.get('procedure')}” is no procedure; write {_named(list(Procedure))}."
    if not _texts(said.get("approved_by")):
        yield 'nobody approved it; write approved_by = ["…"].'
    if not _tables(said.get("drivers")) or not _tables(said.get("pools")):
        yield "it needs tables such as [drivers.headcount] and [pools.HR]."
        return
    for key, driver in said["drivers"].items():
        yield from _unknown(driver, _DRIVER_KEYS, f"[drivers.{key}] ")
        yield from _missing(driver, _DRIVER_KEYS, f"[drivers.{key}]")
    yield from _factor_problems(said)
    for key, pool in said["pools"].items():
        yield from (f"[pools.{key}] {problem}" for problem in _pool_problems(pool, said))
    yield from _order_problems(said)


def _factor_problems(said: Said) -> Iterator[str]:
    factor = said.get("general_factor", {})
    if factor:
        for problem in _weight_problems(factor.get("weights"), said["drivers"]):
            yield f"[general_factor] {problem}"


def _pool_problems(pool: Said, said: Said) -> Iterator[str]:
    yield from _unknown(pool, _POOL_KEYS, "")
    yield from _missing(pool, {"name"}, "it")
    principle = pool.get("principle")
    if principle not in set(Principle):
        yield f"has “{principle}” for a principle; write {_named(list(Principle))}."
    if "basis" not in pool:
        yield from _weight_problems(pool.get("weights"), said["drivers"])
        if principle == Principle.RESIDUAL:
            yield f'is residual, so write basis = "{GENERAL_FACTOR}".'
        return
    if pool["basis"] != GENERAL_FACTOR or "weights" in pool or "general_factor" not in said:
        yield f'may have basis = "{GENERAL_FACTOR}" without weights, and [general_factor] weights.'
    if principle != Principle.RESIDUAL or not pool.get("because"):
        yield "takes the general factor: its principle is “residual”, and because says why."


def _weight_problems(weights: object, drivers: Said) -> Iterator[str]:
    if not isinstance(weights, dict) or not weights:
        yield 'has no weights; write weights = { headcount = "100 %" }.'
        return
    for driver in sorted(set(weights) - set(drivers)):
        yield f"weighs “{driver}”, which no [drivers.…] describes."
    try:
        total = sum(read_share(text) for text in weights.values())
    except (AttributeError, TypeError, ValueError) as error:
        yield f"has a weight that cannot be read: {error}."
        return
    if total != 1:
        yield f"has weights that sum to {total}, not to 1; thirds are written 1/3."


def _order_problems(said: Said) -> Iterator[str]:
    order = said.get("order", [])
    if said.get("procedure") == Procedure.STEP_DOWN and sorted(order) != sorted(said["pools"]):
        yield f"step-down needs an order that has each pool once: {', '.join(said['pools'])}."
    if said.get("procedure") != Procedure.STEP_DOWN and order:
        yield "only step-down has an order; take it out."


def _unknown(said: Said, known: set[str], where: str) -> Iterator[str]:
    for key in sorted(set(said) - known):
        yield f"{where}has “{key}”, which nothing reads; known are {', '.join(sorted(known))}."


def _missing(said: Said, wanted: set[str], where: str) -> Iterator[str]:
    for key in sorted(wanted):
        if not isinstance(said.get(key), str):
            yield f'{where} does not say {key} = "…".'


def _texts(said: object) -> bool:
    return isinstance(said, list) and bool(said) and all(isinstance(each, str) for each in said)


def _tables(said: object) -> bool:
    return isinstance(said, dict) and all(isinstance(each, dict) for each in said.values())


def _named(words: Sequence[str]) -> str:
    return " or ".join(f"“{word}”" for word in words)
