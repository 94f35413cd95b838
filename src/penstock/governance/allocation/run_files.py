"""A run as files: tables that a spreadsheet opens, and a seal with everybody's hash."""

import csv
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from fractions import Fraction
from hashlib import sha256
from io import StringIO
from typing import Any

from penstock.governance.allocation.amounts import as_plain, read_cents
from penstock.governance.allocation.journal import JournalLine
from penstock.governance.allocation.pricing import PricedSale, Rule
from penstock.governance.allocation.runs import Charge, Run, new_charge
from penstock.governance.allocation.sales import Sale

SEAL = "run.json"
CHARGES = "charges.csv"
JOURNAL = "journal.csv"
PRICED = "priced-sales.csv"
INPUTS = "inputs/"
_FORM = 1
_CHARGE_COLUMNS = ("line", "posted", "cost_centre", "pool", "method", "amount")
_JOURNAL_COLUMNS = ("entity", "account", "debit", "credit", "counterparty", "reference")
_SALE_COLUMNS = (
    *("sale", "posted", "seller", "buyer", "service", "quantity", "unit_cost", "text", "line"),
    *("rule", "price", "cost", "market", "evidence"),
)


class DamagedRunError(Exception):
    """A run whose files are not what they were when it was made."""

    def __init__(self, what: str) -> None:
        super().__init__(f"{what} Take the run from where it was kept safe, or run it again.")


def written(run: Run, inputs: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return the files of a run, the same bytes for the same run; its inputs are among them."""
    files = {
        CHARGES: _table((*_CHARGE_COLUMNS, *run.receivers), map(_charge_cells, run.charges)),
        JOURNAL: journal_table(run.journal),
        PRICED: _table(_SALE_COLUMNS, map(_sale_cells, run.sales)),
        **{f"{INPUTS}{name}": data for name, data in inputs.items()},
    }
    return files | {SEAL: _seal(run, files)}


def journal_table(lines: Iterable[JournalLine]) -> bytes:
    """Return journal lines as CSV, debits and credits in columns of their own."""
    return _table(_JOURNAL_COLUMNS, map(_journal_cells, lines))


def read_run(files: Mapping[str, bytes]) -> Run:
    """Return the run that files hold.

    Raises:
        DamagedRunError: They are not what they were when the run was made.
    """
    if SEAL not in files:
        raise DamagedRunError(f"There is no {SEAL}, so this is no run.")
    said = _said(files[SEAL])
    for name, digest in said["files"].items():
        if name not in files:
            raise DamagedRunError(f"{name} of run {said['id']} is missing.")
        if sha256(files[name]).hexdigest() != digest:
            raise DamagedRunError(f"{name} of run {said['id']} was changed after the run.")
    return _run(said, files)


def _said(data: bytes) -> Mapping[str, Any]:
    try:
        said: Mapping[str, Any] = json.loads(data)
        if said["form"] != _FORM:
            raise DamagedRunError(f"{SEAL} has form {said['form']}, and {_FORM} is known.")
    except (ValueError, KeyError, TypeError) as error:
        raise DamagedRunError(f"{SEAL} cannot be read: {error!r}.") from error
    return said


def _seal(run: Run, files: Mapping[str, bytes]) -> bytes:
    said = {
        "form": _FORM,
        "id": run.id,
        "period": run.period,
        "reverses": run.reverses,
        "receivers": run.receivers,
        "versions": run.versions,
        "lines": len(run.charges),
        "amount": as_plain(run.cents),
        "shares": {
            version: {
                pool: dict(zip(run.receivers, map(str, parts), strict=True))
                for (other, pool), parts in sorted(run.shares.items())
                if other == version
            }
            for version in run.versions
        },
        "files": {name: sha256(data).hexdigest() for name, data in sorted(files.items())},
    }
    return (json.dumps(said, indent=2, ensure_ascii=False) + "\n").encode()


def _run(said: Mapping[str, Any], files: Mapping[str, bytes]) -> Run:
    receivers = tuple(said["receivers"])
    shares = {
        (version, pool): tuple(Fraction(row[receiver]) for receiver in receivers)
        for version, pools in said["shares"].items()
        for pool, row in pools.items()
    }
    inputs = {
        name.removeprefix(INPUTS): digest
        for name, digest in said["files"].items()
        if name.startswith(INPUTS)
    }
    return Run(
        id=said["id"],
        period=said["period"],
        receivers=receivers,
        versions=tuple(said["versions"]),
        shares=shares,
        charges=tuple(map(_charge, _rows(files[CHARGES]))),
        sales=tuple(map(_sale, _rows(files[PRICED]))),
        journal=tuple(map(_journal_line, _rows(files[JOURNAL]))),
        inputs=inputs,
        reverses=said["reverses"],
    )


def inputs_of(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return the files that a run was made from, among its own."""
    return {
        name.removeprefix(INPUTS): data for name, data in files.items() if name.startswith(INPUTS)
    }


def _table(header: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    text = StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(rows)
    return text.getvalue().encode()


def _rows(data: bytes) -> Iterator[list[str]]:
    reader = csv.reader(StringIO(data.decode(), newline=""))
    next(reader)
    return reader


def _charge_cells(charge: Charge) -> tuple[object, ...]:
    amounts = map(as_plain, (charge.cents, *charge.by_receiver))
    return (charge.line, charge.posted, charge.centre, charge.pool, charge.version, *amounts)


def _charge(cells: Sequence[str]) -> Charge:
    line, posted, centre, pool, version, *amounts = cells
    cents, *by_receiver = map(read_cents, amounts)
    day = date.fromisoformat(posted)
    return new_charge((line, day, centre, pool, version, cents, tuple(by_receiver)))


def _journal_cells(line: JournalLine) -> tuple[object, ...]:
    debit = as_plain(line.cents) if line.cents > 0 else ""
    credit = as_plain(-line.cents) if line.cents < 0 else ""
    return (line.entity, line.account, debit, credit, line.counterparty, line.reference)


def _journal_line(cells: Sequence[str]) -> JournalLine:
    entity, account, debit, credit, counterparty, reference = cells
    cents = read_cents(debit) if debit else -read_cents(credit)
    return JournalLine(entity, account, cents, counterparty, reference)


def _sale_cells(priced: PricedSale) -> tuple[object, ...]:
    sale = priced.sale
    market = "" if priced.market_cents is None else as_plain(priced.market_cents)
    return (
        *(sale.id, sale.posted, sale.seller, sale.buyer, sale.service),
        *(str(sale.quantity), str(sale.unit_cost), sale.text, sale.line, priced.rule),
        *(as_plain(priced.cents), as_plain(priced.cost_cents), market, priced.evidence),
    )


def _sale(cells: Sequence[str]) -> PricedSale:
    name, posted, seller, buyer, service, quantity, unit_cost, text, line, *price = cells
    rule, cents, cost, market, evidence = price
    sale = Sale(
        id=name,
        posted=date.fromisoformat(posted),
        seller=seller,
        buyer=buyer,
        service=service,
        quantity=Fraction(quantity),
        unit_cost=Fraction(unit_cost),
        text=text,
        line=int(line),
    )
    return PricedSale(
        sale=sale,
        rule=Rule(rule),
        cents=read_cents(cents),
        cost_cents=read_cents(cost),
        market_cents=read_cents(market) if market else None,
        evidence=evidence,
    )
