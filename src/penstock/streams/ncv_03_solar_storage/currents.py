"""The currents of a design's alternating side."""

from penstock.streams.ncv_03_solar_storage.items.design import SiteSpecifics, SystemDesign


def breaker_a(design: SystemDesign, site: SiteSpecifics) -> int:
    """Return the rating of the breaker that feeds the panel [A]."""
    from penstock.engineering.solar.overcurrent import overcurrent_rating_a  # slow to import

    return overcurrent_rating_a(ac_current_a(design, site))


def ac_current_a(design: SystemDesign, site: SiteSpecifics) -> float:
    """Return the current of all inverters at rated power [A]."""
    from penstock.engineering.solar.overcurrent import output_current_a

    return output_current_a(
        power_kw=float(design.power_kw_ac),
        voltage_v=float(site.service_voltage_v),
        phases=site.service_phases,
    )
