"""A system design as it was recorded: roof, strings, yield, and what changed from version to it."""

from collections.abc import Iterator

from penstock.app.results.assumptions import assumed, method_of, of_yield
from penstock.app.results.case_file import CaseFile
from penstock.app.results.changes import changes
from penstock.app.results.kinds import DESIGNS
from penstock.app.results.months import drawn, sun_months
from penstock.app.results.report import Drawing, Figure, Mark, Report, Section, Table
from penstock.engineering.proposal.figures import decimals, whole
from penstock.streams.ncv_03_solar_storage.items.design import (
    DesignVariants,
    SiteSpecifics,
    SystemDesign,
)
from penstock.streams.ncv_03_solar_storage.items.lead import (
    CustomerInquiry,
    PreliminaryEnergyAnalysis,
)
from penstock.streams.ncv_03_solar_storage.items.proposal import FinancialProjections

_MADE_OF = (SiteSpecifics, DesignVariants, PreliminaryEnergyAnalysis, CustomerInquiry)


def design_report(file: CaseFile, version: int | None = None) -> Report:
    """Return a version of a case's system design, by default the newest.

    Raises:
        NoSuchResultError: There is none.
        DeniedError: Whoever asks may not read it.
    """
    recording = file.version(SystemDesign, version)
    design = file.read(SystemDesign, version)
    money = _money(file, recording.sha256)
    return Report(
        kind=DESIGNS,
        case_id=file.case_id,
        customer=file.shown.standing.customer,
        recording=recording,
        counts=file.counts(recording),
        finding=_finding(design),
        value=design,
        marks=tuple(_marks(design)),
        figures=tuple(_figures(design, money)),
        sections=(
            *_roof(design),
            *(sun_months(money) if money else ()),
            *_changed(file, recording.version, design),
            *_every_version(file),
            *_electrical(file, design),
            *_rests_on(design, money),
            *(_variants(file) if file.counts(recording) else ()),
        ),
        method=method_of(money.assumptions) if money else "",
        made_of=file.made_of(recording, _MADE_OF),
        versions=file.versions(SystemDesign),
        withheld=tuple(file.withheld),
    )


def _money(file: CaseFile, design_sha256: str) -> FinancialProjections | None:
    """Return the newest projections of this very design; those of another say nothing of it."""
    for each in reversed(file.versions(FinancialProjections)):
        found = file.beside(FinancialProjections, each.version)
        if found and found.design_sha256 == design_sha256:
            return found
    return None


def _finding(design: SystemDesign) -> str:
    power = decimals(float(design.power_kw_dc), 2, "kW dc")
    given = whole(float(design.annual_yield_kwh), "kWh")
    share = design.annual_yield_kwh / design.power_kw_dc
    return (
        f"{design.modules_count} modules of {power} give {given} in a typical year: "
        f"{whole(float(share), 'kWh')} for each kW."
    )


def _marks(design: SystemDesign) -> Iterator[Mark]:
    wired = sum(each.strings * each.length for each in design.strings)
    if wired == design.modules_count:
        yield Mark(tone="done", words="every module is in a string")
    else:
        because = f"{wired} modules are in strings, {design.modules_count} on the roof"
        yield Mark(tone="risk", words="strings do not fit", because=because)


def _figures(design: SystemDesign, money: FinancialProjections | None) -> Iterator[Figure]:
    modules = f"{design.modules_count} × {design.module}"
    power = decimals(float(design.power_kw_dc), 2, "kW dc")
    yield Figure(words="Modules", value=power, note=modules)
    power = decimals(float(design.power_kw_ac), 2, "kW ac")
    yield Figure(
        words="Inverters", value=power, note=f"{design.inverter_count} × {design.inverter}"
    )
    typical = whole(float(design.annual_yield_kwh), "kWh")
    yield Figure(words="A typical year (P50)", value=typical, note="as likely more as less")
    if money:
        poor = whole(float(money.yield_p90_kwh), "kWh")
        yield Figure(words="Nine years of ten (P90)", value=poor, note="give this at least")
    if battery := design.battery:
        held = decimals(float(battery.usable_kwh), 1, "kWh")
        yield Figure(words="Battery", value=held, note=battery.name)
    taken = f"{design.busbar_use_percent:g} %"
    yield Figure(words="Busbar taken", value=taken, note="120 % may be (NEC 705.12(B))")


def _roof(design: SystemDesign) -> Iterator[Section]:
    planes = Table(
        title="Planes",
        header=("Plane", "Modules", "Tilt", "Azimuth", "A year [kWh]"),
        rows=[
            (
                each.name,
                str(each.modules),
                f"{float(each.tilt_degrees):g}°",
                f"{float(each.azimuth_degrees):g}°",
                whole(float(each.annual_yield_kwh)),
            )
            for each in design.planes
        ],
    )
    places = f"{design.modules_count} modules on {', '.join(e.name for e in design.planes)}"
    drawing = Drawing(
        name="roof",
        title="The roof from above",
        finding=f"The roof from above with {places}.",
        svg=design.roof_svg,
        bare=design.roof_svg,
    )
    yield Section(title="The roof", drawing=drawing if design.roof_svg else None, table=planes)


def _changed(file: CaseFile, version: int, design: SystemDesign) -> Iterator[Section]:
    """Yield what changed from the version before; nothing for the first."""
    if version == 1:
        return
    found = changes(file.read(SystemDesign, version - 1), design)
    title = f"What changed from version {version - 1}"
    if not found:
        yield Section(title=title, lines=("Nothing that a design says.",))
        return
    table = Table(title=title, header=("What", "Before", "Now"), rows=found, words=3)
    yield Section(title=title, table=table)


def _electrical(file: CaseFile, design: SystemDesign) -> Iterator[Section]:
    strings = Table(
        title="Strings",
        header=("Plane", "Tracker", "Strings", "Coldest Voc [V]", "Hottest Vmp [V]", "125 % [A]"),
        rows=[
            (
                each.plane,
                str(each.tracker),
                f"{each.strings} × {each.length}",
                decimals(float(each.coldest_voc_v), 1),
                decimals(float(each.hottest_vmp_v), 1),
                decimals(float(each.current_a), 1),
            )
            for each in design.strings
        ],
    )
    site = file.beside(SiteSpecifics) if design.strings else None
    yield Section(
        title="How it is wired",
        drawing=_one_line(design, site) if site else None,
        table=strings if design.strings else None,
        lines=("Current: strings side by side, shorted, with 125 % of NEC 690.8(A).",),
    )


def _one_line(design: SystemDesign, site: SiteSpecifics) -> Drawing | None:
    """Return the one-line diagram of what was recorded; None where numbers cannot be had here."""
    from penstock.streams.ncv_03_solar_storage.drawings import one_line

    try:
        return drawn(one_line(design, site))
    except ModuleNotFoundError:
        # A server without the sciences shows all that was recorded; this alone is drawn.
        return None


def _rests_on(design: SystemDesign, money: FinancialProjections | None) -> Iterator[Section]:
    title, lines = "What the yield rests on", of_yield(money.assumptions) if money else []
    if lines or design.notes:
        table = assumed(lines, title=title) if lines else None
        yield Section(title=title, table=table, lines=design.notes)


def _variants(file: CaseFile) -> Iterator[Section]:
    variants = file.beside(DesignVariants)
    if variants is None:
        return
    rows = [
        (
            f"{each.variant} version {each.version}",
            each.designer,
            "proposed" if each.variant == variants.chosen else "",
            decimals(float(each.power_kw_dc), 2),
            str(each.modules_count),
            whole(float(each.annual_yield_kwh)),
        )
        for each in variants.variants
    ]
    header = ("Variant", "By", "Chosen", "Power [kW dc]", "Modules", "A year [kWh]")
    table = Table(title="Variants that were drawn", header=header, rows=rows, words=3)
    yield Section(title="Variants that were drawn", table=table)


def _every_version(file: CaseFile) -> Iterator[Section]:
    """Yield what each version says and changed; nothing where there is one alone."""
    recordings = file.versions(SystemDesign)
    if len(recordings) == 1:
        return
    designs = [file.read(SystemDesign, each.version) for each in recordings]
    rows = [
        (
            f"v{recording.version}",
            f"{design.variant} version {design.version}",
            design.designer,
            _said(before, design),
            decimals(float(design.power_kw_dc), 2),
            whole(float(design.annual_yield_kwh)),
        )
        for recording, before, design in zip(recordings, [None, *designs], designs, strict=False)
    ]
    header = ("Version", "Variant", "By", "What changed", "Power [kW dc]", "A year [kWh]")
    table = Table(title="Every version", header=header, rows=rows, words=4)
    yield Section(title="Every version", table=table)


def _said(before: SystemDesign | None, design: SystemDesign) -> str:
    if before is None:
        return "the first"
    found = changes(before, design)
    return "; ".join(f"{what}: {old} → {new}" for what, old, new in found) or "nothing"
