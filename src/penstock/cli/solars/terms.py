"""What was said of a proposal on the command line, as the proposal takes it."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import click

from penstock.app.energy.extra import NoEnergyPackagesError, require_energy
from penstock.app.energy.tariffs import UnknownTariffError
from penstock.app.pdf import NoTypesetterError
from penstock.cli.arguments import NOT_FOUND

if TYPE_CHECKING:
    from penstock.app.energy.proposing.asked import (
        BatteryAsked,
        Costs,
        Future,
        Payment,
        ProposalAsked,
    )

_CONTRACT_YEARS, _LOAN_YEARS = 25, 20


@contextmanager
def wrong_proposal() -> Iterator[None]:
    """Turn what is wrong with files or terms into one sentence and an exit code."""
    try:
        require_energy("numpy", "pvlib", "lxml", "pyxirr")
        yield
    except UnknownTariffError as error:
        click.echo(f"penstock: {error}", err=True)
        raise click.exceptions.Exit(NOT_FOUND) from error
    except (NoEnergyPackagesError, NoTypesetterError, ValueError) as error:
        raise click.UsageError(str(error)) from error
    except OSError as error:
        raise click.UsageError(f"{error.filename}: {error.strerror}.") from error


def asked_of(said: Mapping[str, Any]) -> "ProposalAsked":
    """Return what a proposal is made of.

    Raises:
        FinanceError: Terms make no sense.
    """
    from penstock.app.energy.proposing.asked import Building, ProposalAsked

    return ProposalAsked(
        usage=said["bills"],
        roof=said["roof"],
        tariff=said["tariff"],
        customer=said["customer"],
        offered_on=said["on"],
        building=Building(
            place=said["place"],
            begins=said["begins"],
            in_service=said["in_service"],
            declared=frozenset(said["declare"]),
        ),
        **{key: said[key] for key in ("weather", "folder", "year", "zone", "module", "inverter")},
        fill_months=said["fill_months"],
        version=said["version"],
        battery=_battery(said),
        costs=_costs(said),
        future=_future(said),
        payment=_payment(said),
    )


def _battery(said: Mapping[str, Any]) -> "BatteryAsked | None":
    from penstock.app.energy.proposing.asked import BatteryAsked

    if said["battery"] is None:
        return None
    said_of = {"power_kw": said["battery_kw"], "reserve_kwh": said["reserve"]}
    given: dict[str, Any] = {
        key: float(value) for key, value in said_of.items() if value is not None
    }
    return BatteryAsked(usable_kwh=float(said["battery"]), **given)


def _costs(said: Mapping[str, Any]) -> "Costs":
    from penstock.app.energy.proposing.asked import Costs

    said_of = {
        "price_cents": _cents(said["price"]),
        "array_cents_per_watt": _cents(said["price_per_watt"]),
        "battery_cents_per_kwh": _cents(said["price_per_kwh"]),
        "upkeep_cents_per_kw": _cents(said["upkeep"]),
    }
    given: dict[str, Any] = {key: value for key, value in said_of.items() if value is not None}
    return Costs(**given)


def _future(said: Mapping[str, Any]) -> "Future":
    from penstock.app.energy.proposing.asked import Future

    rates = {
        "price_escalator": said["escalator"],
        "discount_rate": said["discount"],
        "inflation": said["inflation"],
        "degradation": said["degradation"],
    }
    given: dict[str, Any] = {key: _share(rate) for key, rate in rates.items() if rate is not None}
    if said["years"] is not None:
        given["years"] = said["years"]
    return Future(**given)


def _payment(said: Mapping[str, Any]) -> "Payment":
    from penstock.app.energy.proposing.asked import Payment
    from penstock.engineering.finance.loans import LoanTerms
    from penstock.engineering.finance.ways import Lease, PowerPurchase

    rise = _share(said["contract_escalator"] or Decimal(0))
    years = said["contract_years"] or _CONTRACT_YEARS
    loan = lease = purchase = None
    if said["loan"] is not None:
        loan = LoanTerms(
            rate=_share(said["loan"]),
            years=said["loan_years"] or _LOAN_YEARS,
            dealer_fee=_share(said["dealer_fee"] or Decimal(0)),
            down_payment_cents=_cents(said["down_payment"]) or 0,
        )
    if said["lease"] is not None:
        lease = Lease(monthly_cents=_cents(said["lease"]) or 0, escalator=rise, years=years)
    if (price := said["power_purchase"]) is not None:
        purchase = PowerPurchase(cents_per_kwh=price, escalator=rise, years=years)
    return Payment(loan=loan, lease=lease, power_purchase=purchase)


def _cents(dollars: Decimal | None) -> int | None:
    return None if dollars is None else int((dollars * 100).to_integral_value())


def _share(percent: Decimal) -> Decimal:
    return percent / 100
