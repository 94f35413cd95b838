"""An energy analysis as it was recorded: use, bills beside ours, and what a system would change."""

from collections.abc import Iterator

from penstock.app.results.case_file import CaseFile
from penstock.app.results.kinds import ENERGY
from penstock.app.results.months import bill_months, drawn, sun_months
from penstock.app.results.report import Figure, Report, Section, Table
from penstock.engineering.proposal.figures import decimals, dollars, dollars_and_cents, whole
from penstock.engineering.proposal.pictures import mean_day, use_by_month
from penstock.engineering.proposal.words import words_in
from penstock.streams.ncv_03_solar_storage.items.lead import (
    BillLineExplained,
    CustomerEnergyBills,
    CustomerInquiry,
    PreliminaryEnergyAnalysis,
)
from penstock.streams.ncv_03_solar_storage.items.proposal import FinancialProjections

_MADE_OF = (CustomerInquiry, CustomerEnergyBills)


def energy_report(file: CaseFile, version: int | None = None) -> Report:
    """Return an energy analysis of a case, by default the newest.

    Raises:
        NoSuchResultError: There is none.
        DeniedError: Whoever asks may not read it.
    """
    recording = file.version(PreliminaryEnergyAnalysis, version)
    analysis = file.read(PreliminaryEnergyAnalysis, version)
    money = file.beside(FinancialProjections)
    return Report(
        kind=ENERGY,
        case_id=file.case_id,
        customer=file.shown.standing.customer,
        recording=recording,
        counts=file.counts(recording),
        finding=analysis.facts[0] if analysis.facts else _finding(analysis),
        value=analysis,
        figures=tuple(_figures(analysis)),
        sections=(*_sections(analysis), *(_with_a_system(money) if money else ())),
        method=analysis.method,
        made_of=file.made_of(recording, _MADE_OF),
        versions=file.versions(PreliminaryEnergyAnalysis),
        withheld=tuple(file.withheld),
    )


def _finding(analysis: PreliminaryEnergyAnalysis) -> str:
    cost = dollars(analysis.annual_cost_cents)
    return f"The use of {analysis.year} costs {cost} on {analysis.tariff}."


def _figures(analysis: PreliminaryEnergyAnalysis) -> Iterator[Figure]:
    if analysis.months:
        used = whole(float(sum(analysis.monthly_kwh)), "kWh")
        metered = f"{whole(100 - float(analysis.estimated_percent))} % metered"
        yield Figure(words=f"Used in {analysis.year}", value=used, note=metered)
    cost = dollars(analysis.annual_cost_cents)
    yield Figure(words="Billed for it by our book", value=cost, note=f"tariff {analysis.tariff}")
    power = decimals(float(analysis.plausible_kw_dc), 1, "kW dc")
    given = whole(float(analysis.plausible_yield_kwh), "kWh")
    yield Figure(words="A plausible system", value=power, note=f"yields {given} a year")
    saved = dollars(analysis.plausible_savings_cents)
    price = dollars(analysis.plausible_price_cents)
    yield Figure(words="It would save in year 1", value=saved, note=f"for {price} by our list")


def _sections(analysis: PreliminaryEnergyAnalysis) -> Iterator[Section]:
    words = words_in("en")
    yield Section(title="What the use tells", lines=analysis.facts)
    if analysis.months:
        picture = use_by_month([float(each) for each in analysis.monthly_kwh], words)
        yield Section(title=picture.title, drawing=drawn(picture), table=_months(analysis))
    if analysis.mean_day_kw:
        picture = mean_day([float(each) for each in analysis.mean_day_kw], words)
        yield Section(title=picture.title, drawing=drawn(picture), table=_day(analysis))
    if analysis.lines:
        yield Section(title="The customer's bills beside ours", table=_lines(analysis.lines))


def _months(analysis: PreliminaryEnergyAnalysis) -> Table:
    names = words_in("en").months
    return Table(
        title=f"Use and bill by month of {analysis.year}",
        header=("Month", "Used [kWh]", f"Billed on {analysis.tariff}"),
        rows=[
            (
                names[each.month - 1],
                whole(float(each.use_kwh)),
                dollars_and_cents(each.cost_cents),
            )
            for each in analysis.months
        ],
    )


def _day(analysis: PreliminaryEnergyAnalysis) -> Table:
    return Table(
        title="The average day, hour by hour",
        header=("Hour", "Drawn [kW]"),
        rows=[
            (f"{hour}:00 to {hour + 1}:00", decimals(float(each), 2))
            for hour, each in enumerate(analysis.mean_day_kw)
        ],
    )


def _lines(lines: tuple[BillLineExplained, ...]) -> Table:
    return Table(
        title="The customer's bills beside ours",
        header=("Bill", "Line", "Why they differ", "Ours", "Theirs", "Difference"),
        rows=[
            (
                each.period,
                each.what,
                each.reason,
                *map(_amount, (each.ours_cents, each.theirs_cents, each.difference_cents)),
            )
            for each in lines
        ],
        words=3,
    )


def _with_a_system(money: FinancialProjections) -> Iterator[Section]:
    rows = [
        ("without the system", dollars_and_cents(money.bill_before_cents), ""),
        (
            "with it, in a typical year (P50)",
            dollars_and_cents(money.bill_after_p50_cents),
            dollars_and_cents(money.savings_p50_cents),
        ),
        (
            "with it, in a year that nine of ten exceed (P90)",
            dollars_and_cents(money.bill_after_p90_cents),
            dollars_and_cents(money.savings_p90_cents),
        ),
    ]
    yield Section(
        title="What the designed system changes",
        table=Table(
            title=f"A year's bills on {money.tariff}",
            header=("A year's bills", "Billed", "Saved"),
            rows=rows,
        ),
        lines=(f"Tariff {money.tariff}, version {money.tariff_sha256[:12]}.",),
    )
    yield from bill_months(money)
    yield from sun_months(money)


def _amount(cents: int | None) -> str:
    return "" if cents is None else dollars_and_cents(cents)
