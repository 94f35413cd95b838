"""What the fire code keeps free on a roof, as dated data with its source."""

from dataclasses import dataclass

from penstock.engineering.solar.errors import SolarError, did_you_mean

INCH_M = 0.0254


@dataclass(frozen=True, slots=True, kw_only=True)
class SetbackRule:
    """Widths that stay free of modules, so that a fire department can walk and cut a roof open.

    Args:
        id: What a roof file calls it.
        source: Where it is written.
        dated: When that was published.
        ridge_m: On each side of a ridge, where modules take little of the roof. [m]
        wide_ridge_m: The same where they take more. [m]
        wide_above: The share of the roof, seen from above, from which on it is more.
        wide_above_with_sprinklers: The same in a building with sprinklers.
        pathway_m: From the lowest edge to the ridge of each plane with modules. [m]
        exempt_to_degrees: Roofs as flat as this are free of all of it. [°]
    """

    id: str
    source: str
    dated: str
    ridge_m: float
    wide_ridge_m: float
    wide_above: float
    wide_above_with_sprinklers: float
    pathway_m: float
    exempt_to_degrees: float

    def ridge_setback_m(self, share: float, *, sprinklers: bool) -> float:
        """Return what stays free at a ridge where modules take a share of the roof [m]."""
        return self.wide_ridge_m if share > self.limit(sprinklers=sprinklers) else self.ridge_m

    def limit(self, *, sprinklers: bool) -> float:
        """Return the share of a roof that modules may take below the narrow setback."""
        return self.wide_above_with_sprinklers if sprinklers else self.wide_above

    def is_exempt(self, tilt_degrees: float) -> bool:
        """Tell whether a plane is flat enough to be free of the rule."""
        return tilt_degrees <= self.exempt_to_degrees


def _residential(edition: int, dated: str) -> SetbackRule:
    return SetbackRule(
        id=f"IRC {edition}",
        source=f"International Residential Code {edition}, R324.6 to R324.6.2.1 (model code)",
        dated=dated,
        ridge_m=18 * INCH_M,
        wide_ridge_m=36 * INCH_M,
        wide_above=0.33,
        wide_above_with_sprinklers=0.66,
        pathway_m=36 * INCH_M,
        # "2 units vertical in 12 units horizontal or less"
        exempt_to_degrees=9.4623,
    )


# A state or a city adopts an edition with changes of its own; which one counts, the roof file says.
RULES = {each.id: each for each in (_residential(2018, "2017-08"), _residential(2021, "2020-12"))}
NONE = SetbackRule(
    id="none",
    source="no rule was asked for",
    dated="",
    ridge_m=0.0,
    wide_ridge_m=0.0,
    wide_above=1.0,
    wide_above_with_sprinklers=1.0,
    pathway_m=0.0,
    exempt_to_degrees=90.0,
)


def rule_called(name: str) -> SetbackRule:
    """Return a rule by its name in roof files.

    Raises:
        SolarError: There is none.
    """
    if name in RULES:
        return RULES[name]
    known = ", ".join(f"“{each}”" for each in RULES)
    raise SolarError(
        f"There is no setback rule “{name}”; expected {known}, or widths of your own."
        f"{did_you_mean(name, RULES, most=1)}"
    )
