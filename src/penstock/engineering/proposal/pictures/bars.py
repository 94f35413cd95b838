"""Months side by side: what is used and what the sun gives, bills before and after."""

from collections.abc import Callable, Sequence

from penstock.engineering.proposal.figures import dollars, whole
from penstock.engineering.proposal.pictures.axes import value_axis
from penstock.engineering.proposal.pictures.picture import Picture, words_at
from penstock.engineering.proposal.words import Words
from penstock.kernel.pictures.scale import Scale, scale_for
from penstock.kernel.pictures.svg import Box, Part, joined, rectangle
from penstock.kernel.pictures.text import CAPTION_BOLD, width_of

WIDTH, HEIGHT = 680.0, 250.0
_LEFT, _TOP, _BOTTOM = 78.0, 28.0, 28.0


def energy_by_month(load_kwh: Sequence[float], yield_kwh: Sequence[float], words: Words) -> Picture:
    """Return bars of what is used and what the sun gives in each month. (12,) [kWh]."""
    share = sum(yield_kwh) / sum(load_kwh) if sum(load_kwh) else 0.0
    finding = words.say(
        "energy_finding",
        sun=whole(sum(yield_kwh), "kWh"),
        used=whole(sum(load_kwh), "kWh"),
        share=whole(share * 100),
    )
    body = _paired(
        (load_kwh, yield_kwh),
        names=(words.say("you_use"), words.say("sun_gives")),
        looks=(("grey", "muted"), ("sun", "sun-ink")),
        months=words.months,
        say=lambda value: whole(value, "kWh"),
    )
    return Picture(
        name="energy-by-month",
        title=words.say("energy_title"),
        finding=finding,
        body=body,
        width=WIDTH,
        height=HEIGHT,
    )


def bills_by_month(
    before_cents: Sequence[int], after_cents: Sequence[int], words: Words
) -> Picture:
    """Return bars of the bills without and with the system. (12,) [cents]."""
    finding = words.say(
        "bills_finding",
        before=dollars(sum(before_cents)),
        after=dollars(sum(after_cents)),
        saved=dollars(sum(before_cents) - sum(after_cents)),
    )
    body = _paired(
        ([each / 100 for each in before_cents], [each / 100 for each in after_cents]),
        names=(words.say("bill_before"), words.say("bill_after")),
        looks=(("before", "muted"), ("solid", "brand")),
        months=words.months,
        say=lambda value: dollars(round(value * 100)),
    )
    return Picture(
        name="bills-by-month",
        title=words.say("bills_title"),
        finding=finding,
        body=body,
        width=WIDTH,
        height=HEIGHT,
    )


def _paired(
    rows: tuple[Sequence[float], Sequence[float]],
    *,
    names: tuple[str, str],
    looks: tuple[tuple[str, str], tuple[str, str]],
    months: Sequence[str],
    say: Callable[[float], str],
) -> Part:
    """Return twelve pairs of bars, named above in the colours that they have."""
    scale = scale_for([*rows[0], *rows[1]], start=HEIGHT - _BOTTOM, end=_TOP)
    step = (WIDTH - _LEFT) / len(months)
    parts = [value_axis(scale, left=_LEFT, right=WIDTH, say=say)]
    for month, name in enumerate(months):
        left = _LEFT + month * step
        wide = step * 0.36
        for place, (row, (fill, _)) in enumerate(zip(rows, looks, strict=True)):
            box = _bar(scale, row[month], left + step * 0.13 + place * wide, wide)
            parts.append(rectangle(box, fill))
        parts.append(words_at(name, left + step / 2, HEIGHT - 8, anchor="middle"))
    return joined((*parts, _names(names, looks)))


def _bar(scale: Scale, value: float, x: float, wide: float) -> Box:
    top, bottom = sorted((scale.at(value), scale.at(0)))
    return Box(x, top, wide, bottom - top)


def _names(names: tuple[str, str], looks: tuple[tuple[str, str], tuple[str, str]]) -> Part:
    parts, x = [], _LEFT
    for name, (fill, ink) in zip(names, looks, strict=True):
        parts.append(rectangle(Box(x, 1, 12, 12), fill))
        parts.append(words_at(name, x + 18, 11, ink=ink, bold=True))
        x += 18 + width_of(name, CAPTION_BOLD) + 24
    return joined(parts)
