"""Colours of a drawn roof, on white paper and in the dark."""

from penstock.kernel.pictures.text import FONTS

# What the marks mean, in the legend's order.
KEYS = (
    ("module", "module"),
    ("free", "kept free by the fire code"),
    ("thing", "obstruction"),
    ("plane", "roof"),
)
_COLOURS = {
    "card": ("fill", "#ffffff", "#161f2a"),
    "plane": ("fill", "#eef2f6", "#222d3a"),
    "module": ("fill", "#2a6fab", "#7cb8f2"),
    "free": ("fill", "#f2c9a8", "#6b4a2c"),
    "thing": ("fill", "#75818d", "#a3b1c0"),
    "badge": ("fill", "#ffffff", "#161f2a"),
    "north": ("fill", "#16202c", "#e6edf5"),
    "bar": ("fill", "#16202c", "#e6edf5"),
    "ink": ("fill", "#16202c", "#e6edf5"),
    "muted": ("fill", "#52606d", "#a3b1c0"),
}
_LINES = ".pk .edge{fill:none}.pk .edge,.pk .badge,.pk .plane,.pk .free,.pk .thing"


def style() -> str:
    """Return the style element of a drawn roof."""
    fonts = "".join(
        f".pk .{font.name}{{font-size:{font.size}px;font-weight:{font.weight}}}" for font in FONTS
    )
    light = "".join(f".pk .{name}{{{what}:{day}}}" for name, (what, day, _) in _COLOURS.items())
    dark = "".join(f".pk .{name}{{{what}:{night}}}" for name, (what, _, night) in _COLOURS.items())
    return (
        "<style>.pk{font-family:Inter,system-ui,sans-serif;font-variant-numeric:tabular-nums}"
        f".pk .middle{{text-anchor:middle}}{fonts}{light}"
        f"{_LINES}{{stroke:#75818d;stroke-width:1}}"
        ".pk .module{stroke:#ffffff;stroke-width:.75}"
        f"@media (prefers-color-scheme:dark){{{dark}{_LINES}{{stroke:#6f8194}}"
        ".pk .module{stroke:#161f2a}}</style>"
    )
