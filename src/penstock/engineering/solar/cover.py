"""What the glass of a module lets through, by the angle at which light falls on it."""

from functools import lru_cache

import numpy as np

from penstock.engineering.solar.weather import Floats

# The modifier of anti-reflective glass as PVWatts v8 answers with it (SAM 2025.4.16, pvwattsv8,
# asked with beam alone at every degree): 1 up to 59 degrees, and from there on by the degree.
_GLASS_FROM = 59
_GLASS = (
    1.0, 0.9961, 0.9915, 0.9864, 0.9808, 0.9745, 0.9676, 0.9599, 0.9514, 0.9419, 0.9313, 0.9196,
    0.9065, 0.8919, 0.8757, 0.8577, 0.8375, 0.8150, 0.7899, 0.7619, 0.7305, 0.6955, 0.6563, 0.6123,
    0.5631, 0.5079, 0.4460, 0.3764, 0.2983, 0.2104, 0.1115, 0.0,
)  # fmt: skip
_BY_DEGREE = np.concatenate([np.ones(_GLASS_FROM), np.array(_GLASS)])
# As a table over the cosine, so that no angle has to be worked out for each hour.
_COSINES = 1001
_BY_COSINE = np.interp(
    np.degrees(np.arccos(np.linspace(0.0, 1.0, _COSINES))), np.arange(91), _BY_DEGREE
)


def beam_modifier(cosine: Floats) -> Floats:
    """Return the share of beam that crosses the glass, over that at a right angle.

    Args:
        cosine: Of the angle of incidence, 0 to 1, of any shape.

    Example:
        >>> [round(float(beam_modifier(np.cos(np.radians(each)))), 3) for each in (0, 60, 80)]
        [1.0, 0.996, 0.695]
    """
    place = cosine * (_COSINES - 1)
    low = np.minimum(place.astype(np.intp), _COSINES - 2)
    below = _BY_COSINE[low]
    return np.asarray(below + (_BY_COSINE[low + 1] - below) * (place - low))


def diffuse_modifiers(tilt_degrees: float) -> tuple[float, float]:
    """Return the share of light from the visible sky, and of that from the ground.

    M = ∫ m(θ) cos θ dΩ / ∫ cos θ dΩ over the part of the dome that the module sees.

    B. Marion, "Numerical method for angle-of-incidence correction factors for diffuse radiation
    incident photovoltaic modules", Solar Energy 147, 2017.

    Args:
        tilt_degrees: Of the module, 0 to 90.

    Example:
        >>> [round(each, 2) for each in diffuse_modifiers(20.0)]
        [0.98, 0.7]
    """
    sky, ground = _integrals()
    tilts = np.arange(91.0)
    return float(np.interp(tilt_degrees, tilts, sky)), float(np.interp(tilt_degrees, tilts, ground))


@lru_cache(maxsize=1)
def _integrals() -> tuple[Floats, Floats]:
    """Return both modifiers for tilts of 0 to 90 degrees, on a dome of patches of 2 degrees.

    The dome is cut in the module's own frame, where an angle of incidence is a latitude and does
    not change with the tilt; whether a patch is sky or ground does.
    """
    angle = np.radians(np.arange(0.5, 90.0))
    turn = np.radians(np.arange(1.0, 360.0, 2.0))
    weight = (np.cos(angle) * np.sin(angle))[:, None] * np.ones_like(turn)
    passed = weight * beam_modifier(np.cos(angle))[:, None]
    tilt = np.radians(np.arange(91.0))[:, None, None]
    height = np.cos(tilt) * np.cos(angle)[:, None] + np.sin(tilt) * np.sin(angle)[:, None] * np.cos(
        turn
    )
    from_sky, from_ground = height >= 0, height < 0
    sky = (passed * from_sky).sum((1, 2)) / (weight * from_sky).sum((1, 2))
    seen = (weight * from_ground).sum((1, 2))
    ground = (passed * from_ground).sum((1, 2)) / np.where(seen > 0, seen, 1)
    return sky, np.where(seen > 0, ground, 0.0)
