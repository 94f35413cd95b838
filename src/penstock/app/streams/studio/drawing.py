"""Systems drawn: modules within setbacks, strings within windows, inverters on a busbar."""

from collections.abc import Iterator
from decimal import Decimal

from penstock.app.energy.solar import SolarDesign, SolarYear
from penstock.app.energy.solar_strings import Choices, Wiring, strings_of
from penstock.app.streams.studio.roofs import FullRoof, full_roof, year_of
from penstock.engineering.solar.busbars import (
    CODE,
    MOST_PERCENT,
    busbar_use_percent,
    output_current_a,
)
from penstock.engineering.solar.equipment import Module
from penstock.engineering.solar.errors import SolarError
from penstock.engineering.solar.picture import roof_picture
from penstock.streams.ncv_03_solar_storage.items.design import (
    ModuleSheet,
    PlaneDesign,
    SiteSpecifics,
    StringDesign,
    SystemDesign,
)
from penstock.streams.ncv_03_solar_storage.ports import (
    DrawnSystem,
    SystemWish,
    UnusableInputError,
)


def system_of(site: SiteSpecifics, wish: SystemWish) -> DrawnSystem:
    """Return a system on a site's roof, with what stands against it.

    Raises:
        UnusableInputError: The roof file or the equipment cannot be used, or nothing fits.
    """
    full = full_roof(site, wish)
    fits = full.design.layout.count
    if not fits:
        raise UnusableInputError("No module fits on the roof within its fire setbacks.")
    wanted = wish.modules or fits
    laid = full.with_modules(wanted)
    wiring, why_not = _wired(full, laid)
    use_percent = _busbar_use(site, wish, laid)
    problems = (
        *_too_many(wanted, fits, full),
        *why_not,
        *_too_much(use_percent, site),
        *_beyond_service(site, wish, laid),
    )
    return DrawnSystem(
        design=_design(laid, year_of(laid), wiring, wish, use_percent), problems=problems
    )


def _design(
    laid: SolarDesign,
    year: SolarYear,
    wiring: Wiring | None,
    wish: SystemWish,
    use_percent: float,
) -> SystemDesign:
    layout = laid.layout
    return SystemDesign(
        variant="unnamed",
        version=1,
        designer="",
        module=layout.module.name,
        module_sheet=_sheet(layout.module),
        modules_count=layout.count,
        power_kw_dc=_to(layout.power_kw, "0.001"),
        inverter=laid.inverter.name,
        inverter_count=laid.inverters,
        power_kw_ac=_to(laid.power_kw_ac, "0.001"),
        strings=tuple(_strings(wiring)) if wiring else (),
        battery=wish.battery,
        planes=tuple(_planes(laid, year)),
        latitude=_to(layout.roof.latitude, "0.00001"),
        longitude=_to(layout.roof.longitude, "0.00001"),
        zone=layout.roof.zone,
        export_limit_kw=wish.export_limit_kw,
        annual_yield_kwh=_to(year.hourly.year_kwh, "1"),
        busbar_use_percent=_to(use_percent, "0.1"),
        notes=(f"Yield under {year.weather.words}.",),
        roof_svg=roof_picture(layout),
    )


def _wired(full: FullRoof, laid: SolarDesign) -> tuple[Wiring | None, tuple[str, ...]]:
    try:
        return strings_of(laid, full.file, Choices()), ()
    except SolarError as error:
        return None, (f"strings: {str(error).rstrip('.')}",)


def _strings(found: Wiring) -> Iterator[StringDesign]:
    limits = found.limits
    for number, each in enumerate(found.trackers, start=1):
        yield StringDesign(
            plane=each.plane,
            tracker=number,
            strings=each.strings,
            length=each.length,
            coldest_voc_v=_to(each.length * limits.coldest_voc_v, "0.1"),
            hottest_vmp_v=_to(each.length * limits.hottest_vmp_v, "0.1"),
            current_a=_to(each.strings * limits.current_a, "0.1"),
        )


def _planes(laid: SolarDesign, year: SolarYear) -> Iterator[PlaneDesign]:
    with_modules = [each for each in laid.layout.planes if each.count]
    for each, given in zip(with_modules, year.hourly.by_array_kwh.sum(axis=1), strict=True):
        yield PlaneDesign(
            name=each.plane.name,
            modules=each.count,
            tilt_degrees=_to(each.plane.facing.tilt_degrees, "0.01"),
            azimuth_degrees=_to(each.plane.facing.azimuth_degrees, "0.01"),
            annual_yield_kwh=_to(float(given), "1"),
        )


def _sheet(module: Module) -> ModuleSheet:
    return ModuleSheet(
        power_w=_to(module.power_w, "0.1"),
        voc_v=_to(module.voc_v, "0.01"),
        isc_a=_to(module.isc_a, "0.01"),
        vmp_v=_to(module.vmp_v, "0.01"),
        imp_a=_to(module.imp_a, "0.01"),
        voc_percent_per_c=_to(100 * module.voc_per_c, "0.001"),
        power_percent_per_c=_to(100 * module.power_per_c, "0.001"),
        length_m=_to(module.length_m, "0.001"),
        width_m=_to(module.width_m, "0.001"),
    )


def _busbar_use(site: SiteSpecifics, wish: SystemWish, laid: SolarDesign) -> float:
    return busbar_use_percent(
        busbar_a=float(site.busbar_rating_a),
        main_breaker_a=float(site.main_panel_rating_a),
        sources_a=_sources_a(site, wish, laid),
    )


def _sources_a(site: SiteSpecifics, wish: SystemWish, laid: SolarDesign) -> float:
    """Return the rated current of all inverters, the battery's own among them."""
    battery_kw = float(wish.battery.power_kw) if wish.battery else 0.0
    return output_current_a(
        laid.power_kw_ac + battery_kw,
        voltage_v=float(site.service_voltage_v),
        phases=site.service_phases,
    )


def _too_many(wanted: int, fits: int, full: FullRoof) -> Iterator[str]:
    if wanted > fits:
        rule = full.design.layout.roof.rule
        yield (
            f"fire setbacks: {wanted} modules are wanted and {fits} fit within {rule.source}; take "
            f"{fits} or fewer"
        )


def _too_much(use_percent: float, site: SiteSpecifics) -> Iterator[str]:
    # A hundredth of a percent is less than any rating is known to.
    if use_percent > MOST_PERCENT + 0.01:
        yield (
            f"busbar: 125 % of the inverters and the main breaker of {site.main_panel_rating_a} A "
            f"take {use_percent:.0f} % of {site.busbar_rating_a} A, and {CODE} allows "
            f"{MOST_PERCENT:.0f} %; take less power, a smaller main breaker or a larger panel"
        )


def _beyond_service(site: SiteSpecifics, wish: SystemWish, laid: SolarDesign) -> Iterator[str]:
    needed = 1.25 * _sources_a(site, wish, laid)
    if needed > float(site.main_panel_rating_a):
        yield (
            f"panel rating: 125 % of the inverters are {needed:.0f} A, more than the service of "
            f"{site.main_panel_rating_a} A (NEC 705.11(A)); take less power or a larger service"
        )


def _to(value: float, places: str) -> Decimal:
    return Decimal(repr(float(value))).quantize(Decimal(places)) + 0
