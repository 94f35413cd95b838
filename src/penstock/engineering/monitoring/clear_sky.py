"""The light of a cloudless sky on planes: what no reading stays above for long."""

import numpy as np

from penstock.engineering.monitoring.sun import Floats, Sun
from penstock.engineering.monitoring.systems import Plane

_SOLAR_CONSTANT_W_M2 = 1353.0
SKY_PASSES = 0.95
"""What glass lets pass of the sky's own light, which comes from all sides."""


def clear_light_w_m2(sun: Sun, plane: Plane) -> Floats:
    """Return the light that a cloudless sky has for a plane, shape (n,) [W/m²].

    DNI = 1353 · 0.7^(m^0.678),  G = DNI cos θ + 0.1 DNI (1 + cos β) / 2,  m by Kasten and Young

    It is that of a clean sky at sea level; a hazy one has up to a quarter less.

    A. B. Meinel and M. P. Meinel, "Applied Solar Energy", Addison-Wesley, 1976; the tenth that is
    diffuse is a usual share (PVEducation, "Air mass").

    Args:
        sun: Where it stands, shape (n,).
        plane: On which it falls.
    """
    up = np.maximum(sun.elevation_degrees, 0.0)
    mass = 1 / (np.sin(np.radians(up)) + 0.50572 * (6.07995 + up) ** -1.6364)
    direct = np.where(up > 0, _SOLAR_CONSTANT_W_M2 * 0.7 ** (mass**0.678), 0.0)
    return np.asarray(direct * (cosine_on(sun, plane) + _dome(plane)))


def cosine_on(sun: Sun, plane: Plane) -> Floats:
    """Return the cosine of the angle at which the sun meets a plane, 0 from behind; shape (n,)."""
    tilt, facing = np.radians(plane.tilt_degrees), np.radians(plane.azimuth_degrees)
    away = np.radians(sun.azimuth_degrees) - facing
    height = np.radians(np.maximum(sun.elevation_degrees, 0.0))
    cosine = np.sin(height) * np.cos(tilt) + np.cos(height) * np.sin(tilt) * np.cos(away)
    return np.asarray(np.maximum(cosine, 0.0))


def glass_passes(sun: Sun, planes: tuple[Plane, ...]) -> Floats:
    """Return what glass lets pass of a cloudless sky's light, over that straight on; shape (n,).

    M = (cos θ (1 - 0.05 (1 / cos θ - 1)) + 0.95 d) / (cos θ + d),  d the sky's own light

    Several planes are weighted by their power. Good up to 80°. ANSI/ASHRAE 93-77, with the
    coefficient that is usual for plain glass.

    Args:
        sun: Where it stands, shape (n,).
        planes: The modules.
    """
    power_kw = sum(each.power_kw_dc for each in planes)
    parts = [_passes(cosine_on(sun, each), _dome(each)) * each.power_kw_dc for each in planes]
    return np.asarray(np.sum(parts, axis=0) / power_kw)


def _passes(cosine: Floats, dome: float) -> Floats:
    by_angle = np.maximum(1 - 0.05 * (1 / np.maximum(cosine, 0.05) - 1), 0.0)
    return np.asarray((cosine * by_angle + SKY_PASSES * dome) / (cosine + dome))


def _dome(plane: Plane) -> float:
    """Return a clear sky's own light on a plane, over the sun's straight on."""
    return 0.1 * (1 + float(np.cos(np.radians(plane.tilt_degrees)))) / 2


def clear_light_on_all_w_m2(sun: Sun, planes: tuple[Plane, ...]) -> Floats:
    """Return the light of a cloudless sky on several planes, weighted by power, (n,) [W/m²]."""
    power_kw = sum(each.power_kw_dc for each in planes)
    parts = [clear_light_w_m2(sun, each) * each.power_kw_dc for each in planes]
    return np.asarray(np.sum(parts, axis=0) / power_kw)
