"""A report on usage as text, for a terminal of a hundred columns."""

from collections.abc import Iterator, Sequence
from textwrap import wrap

from penstock.app.energy.usage.report import Meter, Shown, UsageReport
from penstock.engineering.usage.analysis.summaries import Season
from penstock.engineering.usage.analysis.weather import WeatherModel

_WIDTH = 100
_BAR = 46
_EIGHTHS = " ▏▎▍▌▋▊▉█"


def as_text(report: UsageReport) -> str:
    """Return the report: what the file has, what was estimated, and what the load is like."""
    parts = (_file(report), _estimated(report), _load(report), _bars(report), _times(report))
    sections = [list(part) for part in (*parts, _weather(report), _year(report))]
    return "\n\n".join("\n".join(section) for section in sections if section)


def _file(report: UsageReport) -> Iterator[str]:
    clock = f", clock of {report.zone}" if report.zone else ""
    yield f"{report.file}: {report.form}, {report.service}{clock}"
    for meter in report.meters:
        yield from _meter(meter)


def _meter(meter: Meter) -> Iterator[str]:
    yield f"  {'▸' if meter.chosen else ' '} {meter.label}"
    unit = meter.unit or "of a unit that the file does not say"
    cost = "" if meter.cost_cents is None else f", ${meter.cost_cents / 100:,.2f}"
    yield (
        f"    {meter.readings:,} readings of {_length(meter.minutes)} from "
        f"{meter.first:%Y-%m-%d %H:%M} to {meter.last:%Y-%m-%d %H:%M}: "
        f"{meter.total:,.0f} {unit}{cost}"
    )


def _length(minutes: float) -> str:
    if minutes < 60:
        return f"{minutes:g} minutes"
    hours = minutes / 60
    if hours < 23:
        return f"{hours:g} h"
    return f"about {hours / 24:.0f} days" if hours > 36 else "a day"


def _estimated(report: UsageReport) -> Iterator[str]:
    if not report.steps:
        return
    guessed = sum(each.steps for each in report.estimated)
    if not guessed and not report.findings:
        yield f"All {report.steps:,} intervals are measured, without gap or overlap."
        return
    measured = _share(report.steps - guessed, report.steps)
    yield f"What was found: {measured} of the intervals are measured"
    for words in report.findings:
        yield from _wrapped(words, first="  • ", rest="    ")
    for each in report.estimated:
        sure = f" ± {each.sigma:,.1f}" if each.sigma else ""
        yield (
            f"  {each.steps:>7,} intervals {each.method}: {each.amount:,.1f}{sure} {report.unit}"
        )


def _share(part: float, whole: float) -> str:
    if not whole:
        return "0 %"
    percent = 100 * part / whole
    # What is not quite all must not read as all.
    return "99.9 %" if 99.9 < percent < 100 - 1e-6 else f"{percent:.3g} %"


def _load(report: UsageReport) -> Iterator[str]:
    daily = report.total / report.days
    yield f"{report.of}: {report.total:,.0f} {report.unit}, {daily:,.1f} a day"
    if report.shown is not None:
        yield from _powers(report.shown)
    if report.lowest_per_day is not None:
        share = _share(report.lowest_per_day, daily)
        what = "hot water and cooking" if report.service == "gas" else "what is always used"
        lowest = f"{report.lowest_per_day:8.2f} {report.unit} a day, {share} of the mean"
        yield f"  Least use    {lowest}: {what}; the rest goes by season"


def _powers(shown: Shown) -> Iterator[str]:
    guessed = " (estimated)" if shown.peak.estimated else ""
    if shown.base_load_kw is None:
        yield "  Base load    not told by a meter that also feeds in"
    else:
        base = _share(shown.base_load_kw, shown.mean_kw)
        told = f"{shown.base_load_kw:8.2f} kW, {base} of the energy: what is always on"
        yield f"  Base load    {told}"
    yield f"  Mean         {shown.mean_kw:8.2f} kW"
    yield (
        f"  Peak         {shown.peak.power_kw:8.2f} kW over {shown.minutes} minutes from "
        f"{shown.peak.at:%a %Y-%m-%d %H:%M %Z}{guessed}"
    )
    yield f"  Load factor  {shown.load_factor:8.2f}: mean over peak"


def _bars(report: UsageReport) -> Iterator[str]:
    if not report.bars:
        return
    most = max(bar.amount for bar in report.bars) or 1.0
    width = max(len(bar.name) for bar in report.bars)
    by_month = all(len(bar.name) == len("2025-01") for bar in report.bars)
    yield f"{report.unit} {'by month' if by_month else 'by bill'}"
    for bar in report.bars:
        drawn = _bar(bar.amount / most)
        cost = "" if bar.cost_cents is None else f"${bar.cost_cents / 100:,.2f}"
        line = f"  {bar.name:<{width}} {bar.amount:>8,.0f} {drawn:<{_BAR}}  {cost}"
        yield line.rstrip()


def _bar(share: float) -> str:
    eighths = round(max(0.0, share) * _BAR * 8)
    whole, part = divmod(eighths, 8)
    return "█" * whole + _EIGHTHS[part].strip()


def _times(report: UsageReport) -> Iterator[str]:
    if report.shown is None:
        return
    yield "Season          kWh    share   mean kW   busiest hour, weekdays and weekends"
    for season in report.shown.seasons:
        yield _season(season, report.total)
    use = report.shown.time_of_use
    yield ""
    yield f"If peak prices are from {use.hours}"
    rows = (
        ("peak", use.peak_kwh),
        ("other weekday", use.off_peak_kwh),
        ("weekend", use.weekend_kwh),
    )
    for name, amount in rows:
        yield f"  {name:<13} {amount:>8,.0f} kWh  {_share(amount, report.total):>6}"


def _season(season: Season, total: float) -> str:
    hours = " and ".join(_busiest(day) for day in (season.weekday_kw, season.weekend_kw) if day)
    share = _share(season.energy_kwh, total)
    amounts = f"{season.energy_kwh:>8,.0f}   {share:>6}  {season.mean_kw:>8.2f}"
    return f"  {season.name:<8} {amounts}   {hours}"


def _busiest(day: Sequence[float]) -> str:
    hour = max(range(24), key=lambda each: day[each])
    return f"{hour:02}:00 ({day[hour]:.2f} kW)"


def _weather(report: UsageReport) -> Iterator[str]:
    model = report.weather
    if model is None:
        return
    yield (
        f"Weather: model {model.name} of {model.periods} periods, R² {model.r_squared:.2f}, "
        f"CV(RMSE) {100 * model.cv_rmse:.0f} %, NMBE {abs(100 * model.nmbe):.1f} %"
    )
    yield from _parts(model, report.unit)


def _parts(model: WeatherModel, unit: str) -> Iterator[str]:
    whole = model.base + model.heating + model.cooling
    yield f"  base    {model.base:>8,.0f} {unit}  {_share(model.base, whole):>6}"
    slopes = (
        ("heating", model.heating, model.heating_per_degree_day, "below", model.heating_below_c),
        ("cooling", model.cooling, model.cooling_per_degree_day, "above", model.cooling_above_c),
    )
    for name, amount, slope, side, at in slopes:
        if at is not None:
            yield (
                f"  {name} {amount:>8,.0f} {unit}  {_share(amount, whole):>6}  {side} "
                f"{_degrees(at)}, {slope:.2f} {unit} a °C and day"
            )


def _degrees(celsius: float) -> str:
    return f"{celsius:g} °C ({celsius * 1.8 + 32:.0f} °F)"


def _year(report: UsageReport) -> Iterator[str]:
    for note in report.notes:
        yield from _wrapped(note, first="Note: ", rest="  ")
    if report.why_no_year:
        yield from _wrapped(report.why_no_year, first="No year's load: ", rest="  ")


def _wrapped(words: str, *, first: str, rest: str) -> list[str]:
    return wrap(words, _WIDTH, initial_indent=first, subsequent_indent=rest)
