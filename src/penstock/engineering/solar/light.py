"""Light on planes: direct, from the sky and from the ground, for many planes at once."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from penstock.engineering.solar.cover import beam_modifier, diffuse_modifiers
from penstock.engineering.solar.errors import SolarError
from penstock.engineering.solar.horizon import Horizon
from penstock.engineering.solar.sky import SkyYear
from penstock.engineering.solar.weather import Floats


@dataclass(frozen=True, slots=True, kw_only=True)
class Facing:
    """Where a plane looks.

    Args:
        tilt_degrees: From lying flat, 0 to 90.
        azimuth_degrees: Clockwise from north, 0 up to 360; south is 180.
        horizon: What stands before the sky, if anything is known of it.

    Raises:
        SolarError: The tilt or the azimuth cannot be.
    """

    tilt_degrees: float
    azimuth_degrees: float
    horizon: Horizon | None = None

    def __post_init__(self) -> None:
        if not 0 <= self.tilt_degrees <= 90:
            raise SolarError(
                f"A tilt is {self.tilt_degrees:g} degrees; expected 0 (flat) to 90 (upright)."
            )
        if not 0 <= self.azimuth_degrees <= 360:
            raise SolarError(
                f"An azimuth is {self.azimuth_degrees:g} degrees; expected 0 to 360, clockwise "
                "from north: 90 is east, 180 south, 270 west."
            )


@dataclass(frozen=True, slots=True, kw_only=True)
class Light:
    """What falls on planes in the lit hours of a year, each of shape (planes, n) [W/m²].

    Args:
        open: What would fall without anything on the horizon.
        fallen: What falls.
        passed: What of it crosses the glass.
    """

    open: Floats
    fallen: Floats
    passed: Floats


def light_on(sky: SkyYear, facings: Sequence[Facing], *, albedo: float) -> Light:
    """Return the light on planes, after Perez et al. 1990 (see `sky`).

    G = DNI cos θ + D_iso (1 + cos β) / 2 + D_sun cos θ + D_hor sin β + GHI ρ (1 - cos β) / 2

    Args:
        sky: The light of the place.
        facings: The planes.
        albedo: ρ, the share that the ground reflects.
    """
    tilt = np.radians([each.tilt_degrees for each in facings])[:, None]
    azimuth = np.radians([each.azimuth_degrees for each in facings])[:, None]
    cosine = np.cos(tilt) * sky.up
    cosine += np.sin(tilt) * (np.sin(azimuth) * sky.east + np.cos(azimuth) * sky.north)
    np.clip(cosine, 0.0, 1.0, out=cosine)
    beam, around = sky.beam_w_m2 * cosine, sky.circumsolar_w_m2 * cosine
    dome = sky.isotropic_w_m2 * ((1 + np.cos(tilt)) / 2) + sky.horizon_w_m2 * np.sin(tilt)
    ground = sky.ground_w_m2 * (albedo * (1 - np.cos(tilt)) / 2)
    open_ = beam + np.maximum(around + dome, 0.0) + ground
    if any(each.horizon for each in facings):
        beam, around, dome = _behind_horizons(sky, facings, beam, around, dome)
    diffuse = np.maximum(around + dome, 0.0)
    from_sky, from_ground = np.array([diffuse_modifiers(e.tilt_degrees) for e in facings]).T
    passed = beam * beam_modifier(cosine)
    passed += diffuse * from_sky[:, None] + ground * from_ground[:, None]
    return Light(open=open_, fallen=beam + diffuse + ground, passed=passed)


def _behind_horizons(
    sky: SkyYear, facings: Sequence[Facing], beam: Floats, around: Floats, dome: Floats
) -> tuple[Floats, Floats, Floats]:
    """Return what is left of beam, of light around the sun, and of that from the dome."""
    seen, share = np.ones_like(beam), np.ones((len(facings), 1))
    for row, facing in enumerate(facings):
        if facing.horizon:
            seen[row] = facing.horizon.lets_pass(sky)
            share[row] = facing.horizon.visible_share(
                tilt_degrees=facing.tilt_degrees, azimuth_degrees=facing.azimuth_degrees
            )
    return beam * seen, around * seen, dome * share
