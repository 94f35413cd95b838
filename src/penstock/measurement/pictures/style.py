"""Colours of pictures of the flow: ordered bands, waiting and work, limits and targets."""

from penstock.architecture.drawing.kit.theme import TOKENS, Palette, Theme, style_of, stylesheet

BANDS = 7

# Cividis: in order for everybody, whatever colours they tell apart (Nunez et al. 2018,
# doi:10.1371/journal.pone.0199239).
_CIVIDIS = ("#00204d", "#233e6c", "#575c6d", "#7c7b78", "#a69d75", "#d3c164", "#ffea46")
_TOKENS = {
    **{name: TOKENS[name] for name in ("card", "ink", "muted", "edge", "line", "late", "brand")},
    **{f"band-{number}": (colour, colour) for number, colour in enumerate(_CIVIDIS, 1)},
    "seam": ("#ffffff", "#e6edf5"),
    "past": ("#eef2f6", "#222d3a"),
    "fan": ("#d5e5f5", "#24405c"),
    "work": ("#2a6fab", "#7fb2dd"),
    "slow": ("#fbe7dc", "#4a2a18"),
}
_BAND_RULES = {f"band-{number}": {"fill": f"band-{number}"} for number in range(1, BANDS + 1)}
_RULES = {
    **{name: {**fill, "stroke": "seam"} for name, fill in _BAND_RULES.items()},
    "past": {"fill": "past"},
    "fan": {"fill": "fan"},
    "work": {"fill": "work"},
    "wait": {"fill": "card", "stroke": "edge"},
    "slow": {"fill": "slow", "stroke": "late"},
    "odd": {"fill": "card", "stroke": "edge"},
    "grid": {"stroke": "line"},
    "axis": {"stroke": "edge"},
    "series": {"stroke": "work"},
    "point": {"fill": "work"},
    "signal": {"fill": "late"},
    "halo": {"stroke": "late"},
    "limit": {"stroke": "muted"},
    "centre": {"stroke": "muted"},
    "target": {"stroke": "late"},
    "bound-50": {"stroke": "ink"},
    "bound-85": {"stroke": "ink"},
    "bound-95": {"stroke": "late"},
    "move": {"stroke": "work"},
    "tip": {"fill": "work"},
    "rework": {"stroke": "late"},
    "rework-tip": {"fill": "late"},
    "skip": {"stroke": "muted"},
    "skip-tip": {"fill": "muted"},
    "measure": {"stroke": "ink"},
}
_FORMS = """\
.pk text{font-variant-numeric:tabular-nums}
.pk [class^=band-]{stroke-width:1.5;stroke-linejoin:round}
.pk .slow{stroke-width:1.5}
.pk .odd{stroke-dasharray:4 3}
.pk .series{stroke-width:2;stroke-linejoin:round}
.pk .halo{stroke-width:2}
.pk .limit{stroke-width:1.5;stroke-dasharray:6 4}
.pk .target{stroke-width:1.5;stroke-dasharray:2 3}
.pk .bound-50{stroke-width:1.5;stroke-dasharray:2 3}
.pk .bound-85{stroke-width:1.5;stroke-dasharray:6 4}
.pk .bound-95{stroke-width:2}
.pk .move,.pk .rework,.pk .skip{stroke-linejoin:round}
.pk .skip{stroke-dasharray:5 4}
.pk .measure{stroke-width:1.25}
"""

PALETTE = Palette(_TOKENS, _RULES, _FORMS)


def flow_style(theme: Theme) -> str:
    """Return the style of a picture that stands alone."""
    return style_of(theme, PALETTE)


def flow_stylesheet() -> str:
    """Return the style of such pictures inside pages."""
    return stylesheet(PALETTE)


def band_class(position: int, number: int) -> str:
    """Return the class of a band among several, the first of them the darkest."""
    step = round(position * (BANDS - 1) / (number - 1)) if number > 1 else 0
    return f"band-{step + 1}"
