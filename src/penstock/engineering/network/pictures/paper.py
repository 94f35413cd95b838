"""What both pictures share: paper, type, colours that everybody can tell apart, and a legend."""

from collections.abc import Iterable
from typing import NamedTuple

from penstock.kernel.pictures.svg import Box, Part, element, escaped, joined, lettering, rectangle
from penstock.kernel.pictures.text import CAPTION, FONTS, LABEL, TITLE

WIDTH, MARGIN = 1100, 28
PHASES = ("p1", "p2", "p3")
STEPS = ("h1", "h2", "h3", "h4", "h5")
_FAMILY = 'Inter,"Segoe UI","Helvetica Neue",Arial,system-ui,sans-serif'
# Phases from Okabe and Ito's palette; steps from light to dark in one hue.
_STYLE = f"""
text{{font-family:{_FAMILY};fill:#16202c}}
text.muted{{fill:#52606d}} text.middle{{text-anchor:middle}} text.end{{text-anchor:end}}
text.late{{fill:#a1370a}}
.paper{{fill:#fff}} .plate{{fill:#fff;fill-opacity:.85}}
.axis{{stroke:#75818d;fill:none}} .grid{{stroke:#e3e8ee;fill:none}}
.limit{{stroke:#a1370a;stroke-dasharray:6 4;stroke-width:1.5;fill:none}}
.p1{{stroke:#0072b2;fill:none;stroke-width:1.8}} .p2{{stroke:#d55e00;fill:none;stroke-width:1.8}}
.p3{{stroke:#009e73;fill:none;stroke-width:1.8}}
.old{{stroke-opacity:.55;stroke-width:1.2;stroke-dasharray:3 3}}
.wire{{stroke:#75818d;fill:none;stroke-width:1.2}} .main{{stroke:#16202c;fill:none;stroke-width:3}}
.h1,.h2,.h3,.h4,.h5{{stroke:#52606d;stroke-width:.7}}
.h1{{fill:#fff7bc}} .h2{{fill:#bcd7ee}} .h3{{fill:#7fb2dd}} .h4{{fill:#2a6fab}} .h5{{fill:#0f3a69}}
.over{{fill:#d55e00;stroke:#16202c;stroke-width:1}}
.mark{{fill:none;stroke:#16202c;stroke-width:2}} .source{{fill:#16202c}}
""" + "".join(f".{f.name}{{font-size:{f.size}px;font-weight:{f.weight}}}\n" for f in FONTS)


class Key(NamedTuple):
    """An entry of the legend: a class, what it means, and whether it is of lines."""

    class_: str
    words: str
    is_line: bool = False


def head(title: str, finding: str) -> tuple[Part, float]:
    """Return the title with the sentence to take away, and where they end."""
    inner = WIDTH - 2 * MARGIN
    first, second = (
        lettering(title, TITLE, width=inner),
        lettering(finding, LABEL, width=inner, ink="muted"),
    )
    words = (first.at(MARGIN, MARGIN), second.at(MARGIN, MARGIN + first.height + 4))
    return joined(words), MARGIN + first.height + second.height + 18


def legend(keys: Iterable[Key], top: float) -> tuple[Part, float]:
    """Return what the marks mean, in rows, and where they end."""
    parts, x = [], float(MARGIN)
    for key in keys:
        said = lettering(key.words, CAPTION, width=500, ink="muted")
        if x + 34 + said.width > WIDTH - MARGIN:
            x, top = float(MARGIN), top + said.height + 6
        if key.is_line:
            parts.append(line([(x, top + 8), (x + 22, top + 8)], key.class_))
        else:
            parts.append(rectangle(Box(x, top + 2, 20, 12), key.class_, radius=3))
        parts.append(said.at(x + 28, top))
        x += 28 + said.width + 24
    return joined(parts), top + 22


def line(points: Iterable[tuple[float, float]], class_: str) -> Part:
    """Return a line through points."""
    data = "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in points)
    return Part(element("path", d=data, class_=class_))


def document(parts: Iterable[Part], *, height: float, title: str, finding: str) -> str:
    """Return a picture as SVG."""
    paper = rectangle(Box(0, 0, WIDTH, height), "paper")
    inside = (
        element("title", escaped(title)),
        element("desc", escaped(finding)),
        element("style", _STYLE),
        joined((paper, *parts)).markup,
    )
    return element(
        "svg",
        "\n" + "\n".join(inside) + "\n",
        xmlns="http://www.w3.org/2000/svg",
        viewBox=f"0 0 {WIDTH} {height:.0f}",
        width=WIDTH,
        height=round(height),
    )
