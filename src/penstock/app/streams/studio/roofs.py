"""The roof of a site with so many modules as are wanted, the best planes first."""

from dataclasses import dataclass, replace
from functools import cached_property, lru_cache

import numpy as np

from penstock.app.energy.solar import SolarDesign, SolarYear, design_of, solar_year
from penstock.engineering.solar.errors import SolarError
from penstock.engineering.solar.layout import PlaneLayout, RoofLayout
from penstock.engineering.solar.roof_files import RoofFile, read_roof
from penstock.streams.ncv_03_solar_storage.items.design import SiteSpecifics, SystemDesign
from penstock.streams.ncv_03_solar_storage.ports import SystemWish, UnusableInputError

NAME = "the roof file of Site specifics"
# Any year does for a sum of a typical one.
_YEAR = 2025
_KEPT = 64


@dataclass(frozen=True, kw_only=True, eq=False)
class FullRoof:
    """A roof with all modules that fit.

    Args:
        file: What the roof file says.
        design: The modules, and the inverter they feed.
    """

    file: RoofFile
    design: SolarDesign

    @cached_property
    def rank(self) -> tuple[str, ...]:
        """The names of the planes with modules, the one first whose modules yield most."""
        return _rank(self.design)

    def with_modules(self, count: int) -> SolarDesign:
        """Return the design with so many modules at most, the best planes first."""
        left, layout = count, self.design.layout
        kept: dict[str, int] = {}
        sizes = {each.plane.name: each.count for each in layout.planes}
        for name in self.rank:
            kept[name] = min(left, sizes[name])
            left -= kept[name]
        return self.as_laid(kept)

    def as_laid(self, counts: dict[str, int]) -> SolarDesign:
        """Return the design with so many modules on each plane."""
        layout = self.design.layout
        planes = tuple(_cut(each, counts.get(each.plane.name, 0)) for each in layout.planes)
        return replace(self.design, layout=replace(layout, planes=planes))


def full_roof(site: SiteSpecifics, wish: SystemWish) -> FullRoof:
    """Return a site's roof with all modules that fire setbacks leave room for.

    Raises:
        UnusableInputError: The roof file or the equipment cannot be used.
    """
    return _full(site.roof_json, wish.module, wish.inverter, wish.inverter_count)


def laid_roof(site: SiteSpecifics, design: SystemDesign) -> tuple[FullRoof, SolarDesign]:
    """Return a site's roof as a recorded design has laid it.

    Raises:
        UnusableInputError: The roof file or the equipment cannot be used any more.
    """
    full = _full(site.roof_json, design.module, design.inverter, design.inverter_count)
    laid = full.as_laid({each.name: each.modules for each in design.planes})
    if laid.layout.count != design.modules_count:
        raise UnusableInputError(
            f"{design.variant} version {design.version} has {design.modules_count} modules, and "
            f"the roof as it is recorded now takes {laid.layout.count} of them where they were "
            "drawn. Design it anew."
        )
    return full, laid


@lru_cache(maxsize=_KEPT)
def _full(
    roof_json: str, module: str | None, inverter: str | None, inverters: int | None
) -> FullRoof:
    try:
        file = read_roof(roof_json.encode(), name=NAME)
        design = design_of(
            file,
            NAME,
            module=_other(module, file.module),
            inverter=_other(inverter, file.inverter),
            inverters=inverters,
        )
        return FullRoof(file=file, design=design)
    except (SolarError, ValueError) as error:
        raise UnusableInputError(str(error)) from error


def _other(name: str | None, own: object) -> str | None:
    """Return the name of other equipment than the roof file's; None where it is the same."""
    described = getattr(own, "name", own)
    if name is None or name == described:
        return None
    if name.endswith((".json", ".toml")):
        raise UnusableInputError(
            f"“{name}” looks like a file. Name equipment of the CEC table, or put its data sheet "
            "into the roof file."
        )
    return name


def _rank(design: SolarDesign) -> tuple[str, ...]:
    if not design.layout.count:
        return ()
    found = year_of(design)
    arrays = [each for each in design.layout.planes if each.count]
    per_module = found.hourly.by_array_kwh.sum(axis=1) / [each.count for each in arrays]
    order = np.argsort(-per_module, kind="stable")
    return tuple(arrays[int(at)].plane.name for at in order)


def year_of(design: SolarDesign, *, year: int = _YEAR, minutes: int = 60) -> SolarYear:
    """Return what a design yields in a typical year.

    Raises:
        SolarError: There are no modules.
    """
    return solar_year(design, year=year, minutes=minutes)


def _cut(plane: PlaneLayout, count: int) -> PlaneLayout:
    return replace(plane, grid=replace(plane.grid, corners=plane.grid.corners[:count]))


def covered_words(layout: RoofLayout) -> str:
    """Return how much of a roof its modules take, in a sentence."""
    return (
        f"{layout.count} modules take {layout.covered_share:.0%} of the roof; what fire fighters "
        "need stays free."
    )
