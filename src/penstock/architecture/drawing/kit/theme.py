"""Colours and type of drawings, as classes: one stylesheet for files and one for pages."""

from collections.abc import Callable, Mapping
from enum import StrEnum
from typing import NamedTuple

from penstock.kernel.pictures.text import FONTS

# Fonts narrower than Inter stand before the system's own: a wider one would leave its shapes.
FAMILY = 'Inter,"Segoe UI","Helvetica Neue",Arial,system-ui,sans-serif'

TOKENS: Mapping[str, tuple[str, str]] = {
    "card": ("#ffffff", "#161f2a"),
    "ink": ("#16202c", "#e6edf5"),
    "muted": ("#52606d", "#a3b1c0"),
    "edge": ("#75818d", "#6f8194"),
    "line": ("#d5dde6", "#2b3848"),
    "brand": ("#0b5cad", "#7cb8f2"),
    "late": ("#a1370a", "#ff9d70"),
    "slow": ("#fbe6dc", "#43281a"),
    "vermilion": ("#d55e00", "#d55e00"),
    "regulated": ("#3b4a8a", "#a9b6f5"),
    "aes": ("#00604a", "#5fd3ae"),
    "level-1": ("#e8f1fa", "#e8f1fa"),
    "level-2": ("#bcd7ee", "#bcd7ee"),
    "level-3": ("#7fb2dd", "#7fb2dd"),
    "level-4": ("#2a6fab", "#2a6fab"),
    "level-5": ("#0f4a80", "#0f4a80"),
    "on-1": ("#10243a", "#10243a"),
    "on-2": ("#10243a", "#10243a"),
    "on-3": ("#0b1a2b", "#0b1a2b"),
    "on-4": ("#ffffff", "#ffffff"),
    "on-5": ("#ffffff", "#ffffff"),
    "solid": ("#2a6fab", "#bcd7ee"),
    "on-solid": ("#ffffff", "#10243a"),
    "pale": ("#e8f1fa", "#0f4a80"),
    "on-pale": ("#0f4a80", "#bcd7ee"),
}
"""Light and dark value of each colour."""

_INKS = ("ink", "muted", "brand", "late", "regulated", "aes", *(f"on-{n}" for n in range(1, 6)))
_LEVELS = tuple(f"level-{n}" for n in range(1, 6))

RULES: Mapping[str, Mapping[str, str]] = {
    **{name: {"fill": name} for name in _INKS},
    **{name: {"fill": name, "stroke": "edge"} for name in _LEVELS},
    "card": {"fill": "card"},
    "tile": {"fill": "card", "stroke": "edge"},
    "zone": {"fill": "card", "stroke": "edge"},
    "zone-regulated": {"fill": "card", "stroke": "regulated"},
    "zone-aes": {"fill": "card", "stroke": "aes"},
    "frame": {"fill": "card", "stroke": "line"},
    "chevron": {"fill": "card", "stroke": "ink"},
    "chevron-slow": {"fill": "slow", "stroke": "late"},
    "bar-regulated": {"fill": "regulated"},
    "bar-aes": {"fill": "aes"},
    "rule": {"stroke": "line"},
    "stroke": {"stroke": "ink"},
    "thin": {"stroke": "edge"},
    "hatch": {"stroke": "edge"},
    "clash": {"stroke": "vermilion"},
    "unknown": {"stroke": "vermilion"},
    "solid": {"fill": "solid"},
    "pale": {"fill": "pale"},
    "dot": {"fill": "on-solid"},
    "ring": {"stroke": "on-pale"},
    "lozenge": {"fill": "muted"},
    "primary": {"fill": "brand"},
    "supporting": {"stroke": "brand"},
}
"""What each class colours."""

_FORMS = f"""\
.pk text{{font-family:{FAMILY};font-variant-ligatures:no-contextual}}
.pk .middle{{text-anchor:middle}}
.pk .end{{text-anchor:end}}
.pk .chevron{{stroke-width:1.25;stroke-linejoin:round}}
.pk .chevron-slow{{stroke-width:1.5;stroke-linejoin:round}}
.pk .zone{{stroke-width:1.5}}
.pk .zone-regulated{{stroke-width:1.5}}
.pk .zone-aes{{stroke-width:1.5}}
.pk .stroke{{stroke-width:1.5;stroke-linecap:round;stroke-linejoin:round}}
.pk .hatch{{stroke-width:.4}}
.pk .clash{{stroke-width:2}}
.pk .unknown{{stroke-width:2;stroke-dasharray:4 3}}
.pk .ring{{stroke-width:2.5}}
.pk .supporting{{stroke-width:2.5}}
.pk a{{text-decoration:none;cursor:pointer}}
.pk a:focus-visible{{outline:3px solid;outline-offset:2px}}
"""


class Palette(NamedTuple):
    """Colours and forms that drawings of one kind have besides those of all.

    Args:
        tokens: Light and dark value of each colour.
        rules: What each class colours.
        forms: Rules of style that hold in the light and in the dark.
    """

    tokens: Mapping[str, tuple[str, str]]
    rules: Mapping[str, Mapping[str, str]]
    forms: str = ""


_NOTHING_MORE = Palette({}, {})


class Theme(StrEnum):
    """Which colours a drawing has on a screen; on paper they are always the light ones."""

    AUTO = "auto"
    LIGHT = "light"
    DARK = "dark"


def stylesheet(more: Palette = _NOTHING_MORE) -> str:
    """Return the style of drawings inside pages, which choose by `color-scheme`."""
    both = _colours(_either) + _rules(more, _either)
    light = f"{_LIGHT}{_rules(more, lambda light, _: light)}"
    return f"{_forms()}{more.forms}{both}@media print{{\n{light}}}\n"


def _either(light: str, dark: str) -> str:
    return light if light == dark else f"light-dark({light},{dark})"


def style_of(theme: Theme, more: Palette = _NOTHING_MORE) -> str:
    """Return the style of a drawing that stands alone, with what its kind has besides."""
    forms = f"{_forms()}{more.forms}"
    light = f"{_LIGHT}{_rules(more, lambda light, _: light)}"
    dark = f"{_DARK}{_rules(more, lambda _, dark: dark)}"
    match theme:
        case Theme.LIGHT:
            return f"{forms}{light}"
        case Theme.DARK:
            return f"{forms}{dark}@media print{{\n{light}}}\n"
        case Theme.AUTO:
            return f"{forms}{light}@media screen and (prefers-color-scheme:dark){{\n{dark}}}\n"


def _forms() -> str:
    fonts = (
        f".pk .{font.name}{{font-size:{font.size}px;font-weight:{font.weight}}}\n" for font in FONTS
    )
    return f"{_FORMS}{''.join(fonts)}"


def _rules(palette: Palette, choose: Callable[[str, str], str]) -> str:
    rules = []
    for name, uses in palette.rules.items():
        drawn = ["" if "fill" in uses or "stroke" not in uses else "fill:none"]
        drawn += [f"{use}:{choose(*palette.tokens[token])}" for use, token in uses.items()]
        rules.append(f".pk .{name}{{{';'.join(each for each in drawn if each)}}}\n")
    return "".join(rules)


def _colours(choose: Callable[[str, str], str]) -> str:
    rules = _rules(Palette(TOKENS, RULES), choose)
    ring = f".pk a:focus-visible{{outline-color:{choose(*TOKENS['ink'])}}}\n"
    return f"{rules}{ring}"


_LIGHT = _colours(lambda light, _: light)
_DARK = _colours(lambda _, dark: dark)
