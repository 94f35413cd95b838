"""A roof with its modules as a drawing: from above where it is drawn so, else plane by plane."""

from collections.abc import Iterator
from dataclasses import dataclass

from penstock.engineering.solar.fields import Point
from penstock.engineering.solar.layout import PlaneLayout, RoofLayout
from penstock.engineering.solar.picture_style import KEYS, style
from penstock.engineering.solar.polygons import Outline
from penstock.engineering.solar.roofs import Edge, in_plan
from penstock.engineering.solar.words import facing_words
from penstock.kernel.pictures.svg import Part, element, escaped, joined, lettering, number, polygon
from penstock.kernel.pictures.text import CAPTION, CAPTION_BOLD, LABEL, NAME, TITLE

_WIDTH, _MARGIN, _TALLEST, _APART_M = 960.0, 24.0, 560.0, 1.5


@dataclass(frozen=True, slots=True)
class _Frame:
    """Metres of the drawing as pixels; y grows up in metres and down in pixels."""

    left_m: float
    top_m: float
    scale: float
    y: float

    def at(self, point: Point) -> Point:
        return (
            _MARGIN + (point[0] - self.left_m) * self.scale,
            self.y + (self.top_m - point[1]) * self.scale,
        )


def roof_picture(layout: RoofLayout) -> str:
    """Return a roof with its modules and what stays free as SVG, the same bytes each time."""
    head = _head(layout)
    placed = list(_placed(layout))
    corners = [point for each in placed for point in each.of(each.layout.plane.outline)]
    left, right = min(x for x, _ in corners), max(x for x, _ in corners)
    low, high = min(y for _, y in corners), max(y for _, y in corners)
    scale = min((_WIDTH - 2 * _MARGIN) / (right - left), _TALLEST / (high - low))
    frame = _Frame(left, high, scale, 112.0)
    planes = joined(_plane(each, frame, number_) for number_, each in enumerate(placed, start=1))
    foot = frame.y + (high - low) * scale + 20
    north = _north() if _is_plan(layout) else Part("")
    table, height = _table(layout, foot + 52)
    parts = joined((head, north, planes, _scale_bar(foot, scale), _legend(foot), table))
    finding = _finding(layout)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {number(_WIDTH)} {number(height)}" '
        f'role="img" class="pk">\n<title>{escaped(layout.roof.name)}</title>\n'
        f"<desc>{escaped(finding)}</desc>\n{style()}\n"
        f'<rect width="100%" height="100%" class="card"/>\n{parts.markup}\n</svg>\n'
    )


@dataclass(frozen=True, slots=True)
class _Placed:
    """A plane's layout and where its own metres lie in the drawing."""

    layout: PlaneLayout
    shift: Point | None

    def of(self, outline: Outline) -> Outline:
        if self.shift is None:
            return tuple(in_plan(point, self.layout.plane.facing) for point in outline)
        return tuple((x + self.shift[0], y + self.shift[1]) for x, y in outline)


def _is_plan(layout: RoofLayout) -> bool:
    return all(each.plane.in_plan for each in layout.planes)


def _placed(layout: RoofLayout) -> Iterator[_Placed]:
    """Yield the planes as they lie on the house, or one beside the other."""
    right = 0.0
    for each in layout.planes:
        if _is_plan(layout):
            yield _Placed(each, None)
            continue
        xs, ys = zip(*each.plane.outline, strict=True)
        yield _Placed(each, (right - min(xs), -min(ys)))
        right += max(xs) - min(xs) + _APART_M


def _head(layout: RoofLayout) -> Part:
    width = _WIDTH - 2 * _MARGIN - 60
    parts = (
        lettering("Layout of modules", LABEL, width=width, ink="muted").at(_MARGIN, 20),
        lettering(layout.roof.name, TITLE, width=width).at(_MARGIN, 38),
        lettering(_finding(layout), LABEL, width=width, ink="muted").at(_MARGIN, 70),
    )
    return joined(parts)


def _finding(layout: RoofLayout) -> str:
    modules = f"{layout.count} modules of {layout.module.power_w:.0f} W"
    return (
        f"{modules} are {layout.power_kw:.2f} kW dc and take "
        f"{layout.covered_share:.0%} of the roof, seen from above."
    )


def _plane(placed: _Placed, frame: _Frame, place: int) -> Part:
    """Return a plane with what stays free, its obstructions, its modules and its number."""
    plane = placed.layout.plane

    def drawn(outline: Outline, class_: str) -> Part:
        return polygon(map(frame.at, placed.of(outline)), class_)

    outline = drawn(plane.outline, "plane")
    clip = f"plane-{place}"
    free = joined(drawn(each, "free") for each in _kept_free(placed.layout))
    modules = joined(
        drawn(_rectangle(corner, placed.layout.grid.size), "module")
        for corner in placed.layout.grid.corners
    )
    things = joined(drawn(each.outline, "thing") for each in plane.obstructions)
    middle = frame.at(_middle(placed.of(plane.outline)))
    return Part(
        element("clipPath", outline.markup, id=clip)
        + "\n"
        + joined((outline,)).markup
        + "\n"
        + element("g", free.markup or " ", clip_path=f"url(#{clip})")
        + "\n"
        + joined((drawn(plane.outline, "edge"), modules, things, _badge(middle, place))).markup
    )


def _badge(middle: Point, place: int) -> Part:
    x, y = middle
    disc = Part(element("circle", cx=x, cy=y, r=11.0, class_="badge"))
    return joined((disc, lettering(str(place), NAME, width=40).at(x, y - 8.5, anchor="middle")))


def _middle(outline: Outline) -> Point:
    xs, ys = zip(*outline, strict=True)
    return (min(xs) + max(xs)) / 2, (min(ys) + max(ys)) / 2


def _rectangle(corner: Point, size: Point) -> Outline:
    (x, y), (width, height) = corner, size
    return ((x, y), (x + width, y), (x + width, y + height), (x, y + height))


def _kept_free(layout: PlaneLayout) -> Iterator[Outline]:
    """Yield what the fire code keeps free: bands at ridges, and the pathway."""
    outline, edges = layout.plane.outline, layout.plane.edges
    low, high = min(y for _, y in outline), max(y for _, y in outline)
    if layout.strip and layout.count:
        left, right = layout.strip
        yield _rectangle((left, low), (right - left, high - low))
    for (x, y), (x2, y2), edge in zip(outline, (*outline[1:], outline[0]), edges, strict=True):
        length = ((x2 - x) ** 2 + (y2 - y) ** 2) ** 0.5
        if edge is Edge.RIDGE and layout.ridge_m and length:
            # Inside is to the left of an edge, because outlines run counter-clockwise.
            in_x, in_y = -(y2 - y) / length * layout.ridge_m, (x2 - x) / length * layout.ridge_m
            yield ((x, y), (x2, y2), (x2 + in_x, y2 + in_y), (x + in_x, y + in_y))


def _north() -> Part:
    x, y = _WIDTH - _MARGIN - 14, 34.0
    arrow = polygon(((x, y), (x + 8, y + 30), (x, y + 24), (x - 8, y + 30)), "north")
    return joined((arrow, lettering("N", CAPTION_BOLD, width=20).at(x, y + 30, anchor="middle")))


def _scale_bar(top: float, scale: float) -> Part:
    metres = next(each for each in (100, 50, 20, 10, 5, 2, 1) if each * scale < 220 or each == 1)
    bar = Part(
        element("rect", x=_MARGIN, y=top + 6, width=metres * scale, height=3.0, class_="bar")
    )
    words = f"{metres} m"
    return joined((bar, lettering(words, CAPTION, width=80, ink="muted").at(_MARGIN, top + 10)))


def _legend(top: float) -> Part:
    x, parts = 300.0, []
    for class_, words in KEYS:
        parts.append(Part(element("rect", x=x, y=top, width=18.0, height=14.0, class_=class_)))
        said = lettering(words, CAPTION, width=240, ink="muted")
        parts.append(said.at(x + 26, top - 1))
        x += 26 + said.width + 24
    return joined(parts)


def _table(layout: RoofLayout, top: float) -> tuple[Part, float]:
    """Return a line for each plane and one for the rule, and where they end."""
    lines, parts = list(_lines(layout)), []
    for name, words in lines:
        parts.append(lettering(name, NAME, width=260).at(_MARGIN, top))
        said = lettering(words, LABEL, width=_WIDTH - 2 * _MARGIN - 200, ink="muted")
        parts.append(said.at(_MARGIN + 200, top))
        top += max(said.height, 17) + 5
    return joined(parts), top + _MARGIN - 5


def _lines(layout: RoofLayout) -> Iterator[tuple[str, str]]:
    for place, each in enumerate(layout.planes, start=1):
        power_kw = each.count * layout.module.power_w / 1000
        way = "portrait" if each.is_portrait else "landscape"
        what = f"{each.count} modules {way}, {power_kw:.2f} kW dc" if each.count else "no modules"
        facing = each.plane.facing
        yield (
            f"{place}  {each.plane.name}",
            f"{what}; {facing_words(facing.azimuth_degrees)} ({facing.azimuth_degrees:g}°), "
            f"tilt {facing.tilt_degrees:g}°, {each.plane.area_m2:.1f} m²",
        )
    rule = layout.roof.rule
    if rule.pathway_m or rule.wide_ridge_m:
        said = f" According to: {layout.roof.jurisdiction}." if layout.roof.jurisdiction else ""
        yield "Kept free after", f"{rule.source}, {rule.dated or 'no date'}.{said}"
