"""`penstock solar propose`."""

import json
import sys
from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from penstock.app import clock
from penstock.cli.solars.desk import inverter_option, json_option, module_option, weather_option
from penstock.cli.solars.terms import asked_of, wrong_proposal

if TYPE_CHECKING:
    from penstock.engineering.proposal.offer import Offer

_Command = TypeVar("_Command", bound=Callable[..., Any])
_WEEKS = timedelta(weeks=12)


class _Exact(click.ParamType[Decimal]):
    """A number as it is written, such as 4.99."""

    name = "number"

    def __init__(self, low: str = "0", high: str = "1000000000") -> None:
        self.low, self.high = Decimal(low), Decimal(high)

    def convert(
        self, value: str | Decimal, param: click.Parameter | None, ctx: click.Context | None
    ) -> Decimal:
        if isinstance(value, Decimal):
            return value
        try:
            found = Decimal(value.strip().rstrip("%").replace(",", ""))
        except InvalidOperation:
            found = Decimal("NaN")
        if found.is_nan() or not self.low <= found <= self.high:
            self.fail(f"“{value}” is no number from {self.low} to {self.high}.")
        return found


PERCENT = _Exact(low="-20", high="100")
FEE = _Exact(high="90")
AGEING = _Exact(high="10")
YEARS = click.IntRange(1, 50)
ENERGY = _Exact(low="0.1", high="100000")


def _options(function: _Command) -> _Command:
    for each in reversed(_MONEY):
        function = each(function)
    return function


def _money(
    name: str, what: str, *, kind: click.ParamType[Any] | None = None, unit: str = "DOLLARS"
) -> Callable[[_Command], _Command]:
    return click.option(name, type=kind or _Exact(), metavar=unit, help=what)


_MONEY = (
    _money("--price", "The whole cash price; else by watt and kWh."),
    _money("--price-per-watt", "The array's price a watt dc; 2.90 unless said."),
    _money("--price-per-kwh", "The battery's price a kWh; 1000 unless said."),
    _money("--upkeep", "Upkeep a kW dc in year 1; 15 unless said."),
    _money("--loan", "Offer a loan at this rate.", kind=PERCENT, unit="PERCENT"),
    _money("--loan-years", "For how long; 20 unless said.", kind=YEARS, unit="YEARS"),
    _money("--dealer-fee", "The lender's fee in the loan's price.", kind=FEE, unit="PERCENT"),
    _money("--down-payment", "What is paid at once beside the loan."),
    _money("--lease", "Offer a lease at this rent a month."),
    _money("--power-purchase", "Offer the energy at this price a kWh.", unit="CENTS"),
    _money("--contract-escalator", "How rent or price rise a year.", kind=PERCENT, unit="PERCENT"),
    _money("--contract-years", "How long lease or purchase run; 25.", kind=YEARS, unit="YEARS"),
    _money(
        "--escalator", "How electricity's price rises a year; 2.5.", kind=PERCENT, unit="PERCENT"
    ),
    _money("--discount", "The discount rate; 6.", kind=PERCENT, unit="PERCENT"),
    _money("--inflation", "How other prices rise a year; 2.5.", kind=PERCENT, unit="PERCENT"),
    _money("--degradation", "What modules lose a year; 0.5.", kind=AGEING, unit="PERCENT"),
    _money("--years", "For how many years it is reckoned; 25.", kind=YEARS, unit="YEARS"),
)


def _file(
    name: str, short: str | None = None, *, help_: str, required: bool = True
) -> Callable[[_Command], _Command]:
    kind = click.Path(path_type=Path, exists=required, dir_okay=False)
    names = (short, name) if short else (name,)
    return click.option(*names, type=kind, required=required, metavar="FILE", help=help_)


@click.command("propose")
@_file("--bills", help_="The use: Green Button, a table of intervals, or bills.")
@_file("--roof", help_="The roof.")
@click.option("--tariff", required=True, metavar="NAME", help="A tariff's short name or file.")
@weather_option
@_file("--output", "-o", required=False, help_="Set the proposal into this PDF.")
@click.option(
    "--pictures",
    type=click.Path(path_type=Path, file_okay=False),
    metavar="FOLDER",
    help="Draw its pictures into this folder, as SVG.",
)
@click.option("--customer", default="the customer", show_default=True, metavar="NAME")
@click.option("--version", type=click.IntRange(1), default=1, help="The proposal's; 1.")
@click.option("--on", type=click.DateTime(["%Y-%m-%d"]), metavar="DATE", help="Its date; today.")
@click.option("--place", default="US", show_default=True, metavar="US-STATE", help="Whose rules.")
@click.option("--begins", type=click.DateTime(["%Y-%m-%d"]), metavar="DATE", help="Work begins.")
@click.option(
    "--in-service",
    type=click.DateTime(["%Y-%m-%d"]),
    metavar="DATE",
    help="The system may run; twelve weeks after the proposal.",
)
@click.option("--declare", multiple=True, metavar="TEXT", help="A rule's condition that is met.")
@click.option("--battery", type=ENERGY, metavar="KWH", help="A battery, usable energy.")
@click.option("--battery-kw", type=ENERGY, metavar="KW", help="Its power; 5.")
@click.option("--reserve", type=_Exact(), metavar="KWH", help="What it keeps for an outage; 0.")
@_options
@module_option
@inverter_option
@click.option("--year", type=click.IntRange(1970, 2200), help="The year billed; the use's own.")
@click.option("--zone", metavar="ZONE", help="The use's time zone; its file's or the roof's.")
@click.option("--fill-months", is_flag=True, help="Estimate months that are missing.")
@click.option(
    "--in",
    "folder",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    metavar="FOLDER",
    help="Where tariffs/ is, beside the documents.",
)
@json_option
def propose(output: Path | None, pictures: Path | None, as_json: bool, **said: Any) -> None:
    """Make a proposal for solar, with or without a battery: what it costs, yields and saves.

    Nothing is hidden in it: the cash price, a lender's fee and the real rate stand apart, credits
    count only where a dated rule grants them, and a poor year's sun stands beside the typical.
    """
    with wrong_proposal():
        _has_folder(output)
        from penstock.app.energy.proposing.offering import offer_for

        offer = offer_for(asked_of(_dated(said)), _tell)
        written = _write(offer, output, pictures)
    if as_json:
        from penstock.engineering.proposal.hashing import as_plain, content_hash

        document = {**as_plain(offer), "content_sha256": content_hash(offer)}
        click.echo(json.dumps(document, indent=2, ensure_ascii=False))
    else:
        from penstock.app.energy.proposing.words import offer_lines

        click.echo("\n".join(offer_lines(offer)))
    for each in written:
        click.echo(f"Wrote {each}.", err=True)


def _dated(said: dict[str, Any]) -> dict[str, Any]:
    """Return what was said with days instead of moments, and those that nobody said."""
    days = {key: _day(said[key]) for key in ("on", "begins", "in_service")}
    on = days["on"] or clock.today()
    in_service = days["in_service"] or on + _WEEKS
    begins = days["begins"] or min(max(in_service - timedelta(weeks=2), on), in_service)
    if begins > in_service:
        raise click.UsageError(
            f"Work begins on {begins}, after the system may run on {in_service}. Correct --begins "
            "or --in-service."
        )
    return {**said, "on": on, "begins": begins, "in_service": in_service}


def _has_folder(output: Path | None) -> None:
    """Find out before the work is done whether its file has a place."""
    if output is not None and not output.absolute().parent.is_dir():
        raise click.UsageError(
            f"There is no folder {output.parent} to write {output.name} into. Make it, or name "
            "another file with -o."
        )


def _day(moment: Any) -> date | None:
    return moment.date() if moment else None


def _tell(step: str) -> None:
    if sys.stderr.isatty():
        click.echo(f"{step} ...", err=True)


def _write(offer: "Offer", output: Path | None, pictures: Path | None) -> list[Path]:
    written = []
    if pictures is not None:
        from penstock.app.energy.proposal_pdf import proposal_pictures

        pictures.mkdir(parents=True, exist_ok=True)
        for name, svg in proposal_pictures(offer).items():
            (pictures / name).write_text(svg, encoding="utf-8")
            written.append(pictures / name)
    if output is not None:
        from penstock.app.energy.proposal_pdf import proposal_pdf

        _tell("Setting the pages")
        output.write_bytes(proposal_pdf(offer))
        written.append(output)
    return written
