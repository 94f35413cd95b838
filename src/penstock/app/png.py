"""SVG as PNG, for those who have installed what that takes."""

import math
import re
from pathlib import Path
from tempfile import TemporaryDirectory

from penstock.app.fonts import INTER

_SHARPNESS = 2
# A wall-sized matrix at double sharpness would take gigabytes.
_MOST_PIXELS = 80_000_000
_SIZE = re.compile(r'viewBox="0 0 ([\d.]+) ([\d.]+)"')


class NoRendererError(Exception):
    """The packages that turn SVG into PNG are not installed."""

    def __init__(self) -> None:
        super().__init__(
            "PNG needs two more packages. Install them with: pip install 'penstock[png]'. "
            "SVG needs nothing and stays sharp at every size."
        )


def as_png(svg: str) -> bytes:
    """Return a drawing as PNG: two pixels for one of its own, fewer where it is very large.

    Raises:
        NoRendererError: The renderer is not installed.
    """
    try:
        import resvg_py
        from fontTools.ttLib import woff2  # type: ignore[import-untyped]
    except ImportError as error:
        raise NoRendererError from error
    with TemporaryDirectory() as folder:
        font = str(Path(folder) / "inter.ttf")
        woff2.decompress(str(INTER), font)
        return resvg_py.svg_to_bytes(
            svg_string=svg, font_files=[font], font_family="Inter", zoom=_zoom(svg)
        )


def _zoom(svg: str) -> float:
    size = _SIZE.search(svg)
    pixels = float(size[1]) * float(size[2]) if size else 1
    return min(_SHARPNESS, math.sqrt(_MOST_PIXELS / pixels))
