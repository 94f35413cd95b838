"""What a proposal states: plain values, so that whatever computed them can change."""

from dataclasses import dataclass, field
from datetime import date

from penstock.engineering.proposal.paying import IncentiveJudged, PriceRise, WayOffered


@dataclass(frozen=True, slots=True, kw_only=True)
class Plane:
    """Modules of one plane of the roof.

    Args:
        name: As the roof calls it.
        modules: How many lie on it.
        tilt_degrees: 0 is flat.
        azimuth_degrees: Clockwise from north.
        yield_kwh: What they give in a typical year. [kWh]
    """

    name: str
    modules: int
    tilt_degrees: float
    azimuth_degrees: float
    yield_kwh: float


@dataclass(frozen=True, slots=True, kw_only=True)
class BatteryOffered:
    """A battery that is part of the system.

    Args:
        name: What it is.
        usable_kwh: What can be taken from it. [kWh]
        power_kw: The most it gives and takes. [kW]
        reserve_kwh: What is kept in it for an outage. [kWh]
    """

    name: str
    usable_kwh: float
    power_kw: float
    reserve_kwh: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class SystemOffered:
    """What is built.

    Args:
        module: The module's name.
        modules: How many.
        power_kw_dc: Their rating together. [kW]
        inverter: The inverter's name.
        power_kw_ac: Its rating. [kW]
        planes: Where the modules lie; only planes that have any.
        strings: How they are wired, in words; empty where it was not designed.
        battery: The battery, if there is one.
        roof_svg: The roof with its modules, seen from above.
        roof_words: What the picture of the roof shows, in a sentence.
    """

    module: str
    modules: int
    power_kw_dc: float
    inverter: str
    power_kw_ac: float
    planes: tuple[Plane, ...]
    strings: tuple[str, ...] = ()
    battery: BatteryOffered | None = None
    roof_svg: str = field(default="", repr=False)
    roof_words: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """An average day of a season, hour by hour by the clock on the wall.

    Args:
        season: Its name in the proposal's words: `winter` or `summer`.
        use_kw: What is used. (24,) [kW]
        sun_kw: What the modules give. (24,) [kW]
        battery_kw: What the battery gives, below 0 where it takes. (24,) [kW]
    """

    season: str
    use_kw: tuple[float, ...]
    sun_kw: tuple[float, ...]
    battery_kw: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class EnergyOffered:
    """A typical first year.

    Args:
        use_kwh: What is used, by month. (12,) [kWh]
        p50_kwh: What the modules give, by month, as likely more as less. (12,) [kWh]
        p90_share: What they give in nine years of ten, as a share of that; 0 to 1.
        import_kwh: What flows in from the grid with the system, by month. (12,) [kWh]
        export_kwh: What flows out, by month. (12,) [kWh]
        used_at_home_share: How much of what the modules give is used in the home; 0 to 1.
        estimated_share: How much of the use was estimated and not metered; 0 to 1.
        days: Average days, a winter's and a summer's.
    """

    use_kwh: tuple[float, ...]
    p50_kwh: tuple[float, ...]
    p90_share: float
    import_kwh: tuple[float, ...]
    export_kwh: tuple[float, ...]
    used_at_home_share: float
    estimated_share: float
    days: tuple[Day, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class BillLine:
    """All lines of one kind in a year's bills, at the prices of year 1.

    Args:
        what: The kind.
        before_cents: Without the system.
        after_cents: With it, in a typical year.
    """

    what: str
    before_cents: int
    after_cents: int


@dataclass(frozen=True, slots=True, kw_only=True)
class BillsOffered:
    """The bills of the first year, before and after.

    Args:
        tariff: The tariff's name.
        before_cents: Without the system, by month. (12,)
        after_cents: With it in a typical year (P50), by month. (12,)
        after_p90_cents: With it in a poor year (P90), by month. (12,)
        lines: The year by kinds of line; they sum to the years above.
        notes: What a reader has to know of how it was billed.
    """

    tariff: str
    before_cents: tuple[int, ...]
    after_cents: tuple[int, ...]
    after_p90_cents: tuple[int, ...]
    lines: tuple[BillLine, ...]
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Assumption:
    """Something taken for granted.

    Args:
        what: Of what.
        value: How much, with its unit.
        source: Who says so; `ours` where nobody else does.
    """

    what: str
    value: str
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """All that a proposal states.

    Args:
        customer: Their name.
        address: Where it is built.
        offered_on: The date of the proposal.
        version: Counted from 1.
        system: What is built.
        price_cents: The cash price.
        energy: A typical first year.
        bills: Its bills.
        ways: Ways of paying, the one that the first page speaks of first.
        rises: That way at other rises of electricity's price, in rising order.
        needed_escalator: The rise at which that way leaves just nothing; None where none does.
        price_escalator: The rise that is assumed.
        years: For how many years it is reckoned.
        incentives: What rules grant, and what not.
        assumptions: What is taken for granted.
        uncertain: What nobody knows, in sentences.
        made_by: The program and its version.
    """

    customer: str
    address: str
    offered_on: date
    version: int
    system: SystemOffered
    price_cents: int
    energy: EnergyOffered
    bills: BillsOffered
    ways: tuple[WayOffered, ...]
    rises: tuple[PriceRise, ...]
    needed_escalator: float | None
    price_escalator: float
    years: int
    incentives: tuple[IncentiveJudged, ...]
    assumptions: tuple[Assumption, ...]
    uncertain: tuple[str, ...]
    made_by: str
