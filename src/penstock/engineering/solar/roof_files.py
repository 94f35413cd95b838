"""roof.json: the form in which a roof is written, and how it is read."""

from dataclasses import dataclass, replace
from typing import Any

from penstock.engineering.solar.data_sheets import inverter_of, module_of
from penstock.engineering.solar.equipment import Inverter, Module
from penstock.engineering.solar.errors import SolarError, did_you_mean
from penstock.engineering.solar.fields import Fields, json_of
from penstock.engineering.solar.horizon import Horizon
from penstock.engineering.solar.light import Facing
from penstock.engineering.solar.roofs import (
    Edge,
    Obstruction,
    Pathway,
    Plane,
    Roof,
    plane_of,
)
from penstock.engineering.solar.setbacks import INCH_M, NONE, SetbackRule, rule_called

_MOST_PLANES, _MOST_CORNERS, _MOST_OBSTRUCTIONS = 40, 60, 60
_FAR_M, _MOST_M2, _MOST_EDGES = 500.0, 25_000.0, 500


@dataclass(frozen=True, slots=True, kw_only=True)
class RoofFile:
    """What a roof file says.

    Args:
        roof: The roof.
        module: The module it names, or describes.
        inverter: The inverter it names, or describes.
        inverters: How many of it there are; as many as modules where they are microinverters.
        coldest: The lowest temperature that is expected [°C], and who says so.
        is_dwelling: Whether it is the roof of a home for one or two families.
    """

    roof: Roof
    module: Module | str | None
    inverter: Inverter | str | None
    inverters: int = 1
    coldest: tuple[float, str] | None = None
    is_dwelling: bool = True


def read_roof(data: bytes, *, name: str = "roof.json") -> RoofFile:
    """Return what a roof file says.

    Args:
        data: JSON in the form of docs/reference/roof-files.md.
        name: How the file is called in the sentence of an error.

    Raises:
        SolarError: It is not in that form.
    """
    fields = Fields(json_of(data, what=name), name)
    latitude = fields.number("latitude", -90, 90)
    longitude = fields.number("longitude", -180, 180)
    horizon = _horizon(fields, name)
    rule, jurisdiction, sprinklers = _rule(fields)
    roof = Roof(
        name=fields.text("roof"),
        latitude=latitude,
        longitude=longitude,
        zone=fields.text("zone"),
        planes=_planes(fields, horizon),
        rule=rule,
        jurisdiction=jurisdiction,
        sprinklers=sprinklers,
        edge_m=fields.number("edge_m", 0, 5, unit="m", default=0.1),
        gap_m=fields.number("gap_m", 0, 1, unit="m", default=0.02),
    )
    module = _named_or(fields, "module", module_of)
    inverter = _named_or(fields, "inverter", inverter_of)
    found = RoofFile(
        roof=roof,
        module=module,
        inverter=inverter,
        inverters=int(fields.number("inverters", 1, 10_000, default=1)),
        coldest=_coldest(fields),
        is_dwelling=fields.truth("dwelling", default=True),
    )
    fields.finish()
    return found


def _coldest(fields: Fields) -> tuple[float, str] | None:
    given = fields.has("coldest_c")
    coldest = fields.number("coldest_c", -80, 25, unit="°C", default=0)
    source = fields.text("coldest_source", "" if not given else None)
    return (coldest, source) if given else None


def _named_or(fields: Fields, name: str, described: Any) -> Any:
    """Return an equipment's name, what its data sheet says, or None where there is neither."""
    if not fields.has(name):
        fields.text(name, "")
        return None
    value = fields.raw(name)
    return value if isinstance(value, str) else described(value, f"{fields.place}: “{name}”")


def _rule(fields: Fields) -> tuple[SetbackRule, str, bool]:
    """Return the rule for setbacks, who says that it holds, and whether there are sprinklers."""
    inner = Fields(fields.raw("setbacks"), f"{fields.place}: “setbacks”")
    jurisdiction = inner.text("jurisdiction", "")
    sprinklers = inner.truth("sprinklers", default=False)
    rule = rule_called(inner.text("rule")) if inner.has("rule") else _own_rule(inner)
    inner.finish()
    return rule, jurisdiction, sprinklers


def _own_rule(fields: Fields) -> SetbackRule:
    """Return a rule of widths that the file gives, with where they are written."""
    ridge_in = fields.number("ridge_inches", 0, 120, unit="in.")
    return SetbackRule(
        id="own",
        source=fields.text("source"),
        dated=fields.text("dated", ""),
        ridge_m=ridge_in * INCH_M,
        wide_ridge_m=fields.number("wide_ridge_inches", 0, 120, unit="in.", default=ridge_in)
        * INCH_M,
        wide_above=fields.number("wide_above_percent", 0, 100, unit="%", default=100) / 100,
        wide_above_with_sprinklers=NONE.wide_above_with_sprinklers,
        pathway_m=fields.number("pathway_inches", 0, 120, unit="in.") * INCH_M,
        exempt_to_degrees=fields.number("exempt_to_degrees", 0, 90, unit="°", default=0),
    )


def _horizon(fields: Fields, place: str) -> Horizon | None:
    if not fields.has("horizon"):
        fields.text("horizon", "")
        return None
    points = fields.points("horizon", low=0, high=360, most=360)
    try:
        return Horizon(points)
    except SolarError as error:
        raise SolarError(f"{place}: “horizon”: {error}") from error


def _planes(fields: Fields, horizon: Horizon | None) -> tuple[Plane, ...]:
    values = fields.each("planes", most=_MOST_PLANES)
    if not values:
        raise SolarError(f"{fields.place}: “planes” is empty; expected one plane at least.")
    planes = tuple(
        _plane(value, f"{fields.place}: planes[{number}]", horizon)
        for number, value in enumerate(values, start=1)
    )
    whole_m2 = sum(each.extent_m2 for each in planes)
    if whole_m2 > _MOST_M2:
        raise SolarError(
            f"{fields.place}: its planes span {whole_m2:,.0f} m²; expected {_MOST_M2:,.0f} at "
            "most. Are the corners in metres?"
        )
    edges = sum(len(thing.outline) for each in planes for thing in each.obstructions)
    if edges > _MOST_EDGES:
        raise SolarError(
            f"{fields.place}: its obstructions have {edges:,} edges; expected {_MOST_EDGES} at "
            "most. Draw them as rectangles."
        )
    names = [each.name for each in planes]
    if twice := next((name for name in names if names.count(name) > 1), None):
        raise SolarError(
            f"{fields.place}: two planes are called “{twice}”; give each its own name."
        )
    return planes


def _plane(value: Any, place: str, horizon: Horizon | None) -> Plane:
    fields = Fields(value, place)
    name = fields.text("name")
    fields.place = f"{place} “{name}”"
    facing = Facing(
        tilt_degrees=fields.number("tilt_degrees", 0, 90, unit="degrees"),
        azimuth_degrees=fields.number("azimuth_degrees", 0, 360, unit="degrees"),
        horizon=horizon,
    )
    in_plan = fields.has("plan_m")
    corners = fields.points("plan_m" if in_plan else "outline_m", **_CORNERS)
    edges = tuple(_word(each, Edge, fields) for each in _texts(fields, "edges"))
    obstructions = tuple(
        _obstruction(each, f"{fields.place}: obstructions[{number}]", in_plan=in_plan)
        for number, each in enumerate(
            fields.each("obstructions", most=_MOST_OBSTRUCTIONS, required=False), start=1
        )
    )
    pathway = _word(fields.text("pathway", "best"), Pathway, fields)
    most = _most_modules(fields)
    fields.finish()
    try:
        plane = plane_of(name, facing, corners, edges, obstructions=obstructions, in_plan=in_plan)
    except SolarError as error:
        raise SolarError(f"{place}: {error}") from error
    return replace(plane, pathway=pathway, most_modules=most)


def _most_modules(fields: Fields) -> int | None:
    given = fields.has("most_modules")
    most = int(fields.number("most_modules", 0, 10_000, default=0))
    return most if given else None


_CORNERS: dict[str, Any] = {"low": -_FAR_M, "high": _FAR_M, "most": _MOST_CORNERS}


def _texts(fields: Fields, name: str) -> list[Any]:
    return fields.each(name, most=_MOST_CORNERS, required=False)


def _word(value: Any, words: Any, fields: Fields) -> Any:
    """Return the member of an enumeration that is written so."""
    known = [each.value for each in words]
    if value in known:
        return words(value)
    listed = ", ".join(f"“{each}”" for each in known)
    near = did_you_mean(str(value)[:40], known, most=1)
    raise SolarError(f"{fields.place}: “{str(value)[:40]}” is none of {listed}.{near}")


def _obstruction(value: Any, place: str, *, in_plan: bool) -> Obstruction:
    fields = Fields(value, place)
    found = Obstruction(
        name=fields.text("name"),
        outline=fields.points("plan_m" if in_plan else "outline_m", **_CORNERS),
        clearance_m=fields.number("clearance_m", 0, 5, unit="m", default=0.1),
    )
    fields.finish()
    return found
