"""What stands before the sky: hills, houses and trees, as a line of heights around a place."""

from dataclasses import dataclass

import numpy as np

from penstock.engineering.solar.errors import SolarError
from penstock.engineering.solar.sky import SkyYear
from penstock.engineering.solar.weather import Floats


@dataclass(frozen=True, slots=True)
class Horizon:
    """A line of heights around a place; between two points it is straight.

    Args:
        points: Pairs of an azimuth (0 up to 360, clockwise from north) and a height (0 to 90),
            rising by azimuth. [°]

    Raises:
        SolarError: A point lies outside of that, or two have one azimuth.
    """

    points: tuple[tuple[float, float], ...]

    def __post_init__(self) -> None:
        for azimuth, height in self.points:
            if not (0 <= azimuth < 360 and 0 <= height <= 90):
                raise SolarError(
                    f"A horizon's point has azimuth {azimuth:g} and height {height:g}; expected an "
                    "azimuth of 0 up to 360 and a height of 0 to 90 degrees."
                )
        azimuths = [azimuth for azimuth, _ in self.points]
        if not self.points or sorted(set(azimuths)) != azimuths:
            raise SolarError(
                "A horizon's points have to rise by azimuth, each one once, and there has to be "
                f"one at least; found azimuths {', '.join(f'{each:g}' for each in azimuths)}."
            )

    def height_degrees(self, azimuth_degrees: Floats) -> Floats:
        """Return the height of the line towards azimuths, shape as they."""
        azimuth, height = np.array(self.points).T
        return np.asarray(np.interp(azimuth_degrees, azimuth, height, period=360.0))

    def lets_pass(self, sky: SkyYear) -> Floats:
        """Return 1 for lit hours in which the sun stands above the line, otherwise 0."""
        zenith = sky.sun.zenith_degrees[sky.hours]
        line = self.height_degrees(sky.sun.azimuth_degrees[sky.hours])
        return np.asarray(90 - zenith >= line, dtype=float)

    def visible_share(self, *, tilt_degrees: float, azimuth_degrees: float) -> float:
        """Return the share of the sky's even light that still reaches a plane.

        S = ∫ cos θ dΩ above the line / ∫ cos θ dΩ above the level, on patches of 1 by 5 degrees.
        """
        height = np.radians(np.arange(0.5, 90.0))[:, None]
        azimuth = np.radians(np.arange(2.5, 360.0, 5.0))[None, :]
        tilt, facing = np.radians(tilt_degrees), np.radians(azimuth_degrees)
        cosine = np.sin(height) * np.cos(tilt)
        cosine = cosine + np.cos(height) * np.sin(tilt) * np.cos(azimuth - facing)
        weight = np.maximum(cosine, 0.0) * np.cos(height)
        open_ = np.degrees(height) >= self.height_degrees(np.degrees(azimuth))
        return float((weight * open_).sum() / weight.sum())
