"""Money over the years, with how sure it is, and how it hangs on the price of electricity."""

from collections.abc import Sequence
from itertools import pairwise

from penstock.engineering.proposal.figures import MINUS, decimals, dollars
from penstock.engineering.proposal.pictures.axes import value_axis
from penstock.engineering.proposal.pictures.picture import Picture, line, words_at
from penstock.engineering.proposal.words import Words
from penstock.kernel.pictures.scale import Scale, scale_for
from penstock.kernel.pictures.svg import Box, Part, circle, joined, number, path, rectangle
from penstock.kernel.pictures.text import CAPTION_BOLD, width_of

WIDTH, HEIGHT = 680.0, 250.0
_LEFT, _RIGHT, _TOP, _BOTTOM = 76.0, 136.0, 16.0, 30.0


def cumulative_money(
    p50_cents: Sequence[int],
    p90_cents: Sequence[int],
    *,
    payback_years: float | None,
    way: str,
    words: Words,
) -> Picture:
    """Return what is left of all years so far, in a middling year's sun and in a poor one's.

    Args:
        p50_cents: The sum so far, in a middling case. (years + 1,)
        p90_cents: The sum so far that nine cases in ten exceed. (years + 1,)
        payback_years: When the first of them is above nothing for good.
        way: How it is paid.
        words: What is written.
    """
    years = len(p50_cents) - 1
    scale = scale_for(
        [each / 100 for each in (*p50_cents, *p90_cents)], start=HEIGHT - _BOTTOM, end=_TOP
    )
    across = Scale(low=0, high=years, start=_LEFT, end=WIDTH - _RIGHT, step=5)
    rows = [_points(row, scale, across) for row in (p50_cents, p90_cents)]
    band = "M" + "L".join([*rows[0], *reversed(rows[1])]) + "Z"
    parts = (
        path(band, "faint"),
        value_axis(
            scale,
            left=_LEFT,
            right=WIDTH - _RIGHT,
            say=lambda value: dollars(round(value * 100)),
        ),
        _years(across, words),
        path("M" + "L".join(rows[0]), "line"),
        path("M" + "L".join(rows[1]), "line-low"),
        _ends((p50_cents, p90_cents), scale, words),
        _payback(payback_years, scale, across, words),
    )
    found = (
        words.say("money_finding", way=way, years=str(years), left=dollars(p50_cents[-1]))
        if payback_years is None
        else words.say(
            "money_finding_paid",
            way=way,
            payback=decimals(payback_years, 1),
            years=str(years),
            left=dollars(p50_cents[-1]),
        )
    )
    return Picture(
        name="money-by-year",
        title=words.say("money_title"),
        finding=found,
        body=joined(parts),
        width=WIDTH,
        height=HEIGHT,
    )


def _points(cents: Sequence[int], scale: Scale, across: Scale) -> list[str]:
    return [
        f"{number(across.at(year))} {number(scale.at(each / 100))}"
        for year, each in enumerate(cents)
    ]


def _years(across: Scale, words: Words) -> Part:
    named = list(range(0, int(across.high) + 1, 5))
    parts = [words_at(str(year), across.at(year), HEIGHT - 10, anchor="middle") for year in named]
    beside = words_at(words.say("years"), across.end + 12, HEIGHT - 10)
    return joined((*parts, beside))


def _ends(rows: tuple[Sequence[int], Sequence[int]], scale: Scale, words: Words) -> Part:
    """Return names beside the ends of both lines, apart from each other."""
    x = WIDTH - _RIGHT + 10
    upper, lower = (scale.at(row[-1] / 100) for row in rows)
    lower = max(lower, upper + 32)
    lowest = HEIGHT - _BOTTOM - 14
    if lower > lowest:
        upper, lower = upper - (lower - lowest), lowest
    parts = []
    for y, row, name in ((upper, rows[0], "P50"), (lower, rows[1], "P90")):
        parts.append(words_at(f"{name} {dollars(row[-1])}", x, y + 2, ink="brand", bold=True))
        parts.append(words_at(words.say(f"end_{name.lower()}"), x, y + 16))
    return joined(parts)


def _payback(years: float | None, scale: Scale, across: Scale, words: Words) -> Part:
    if not years:
        return Part("")
    x, y = across.at(years), scale.at(0)
    said = words.say("paid_back_after", years=decimals(years, 1))
    wide = width_of(said, CAPTION_BOLD)
    left = max(x - wide - 14, _LEFT + 4)
    paper = rectangle(Box(left - 3, y - 23, wide + 6, 16), "card")
    return joined(
        (paper, circle(x, y, 4.5, "mark"), words_at(said, left, y - 11, ink="ink", bold=True))
    )


def money_by_price_rise(
    rises: Sequence[float], left_cents: Sequence[int], *, assumed: float, years: int, words: Words
) -> Picture:
    """Return what is left of all years if electricity's price rises otherwise than assumed.

    Args:
        rises: Rises a year, as shares. (n,)
        left_cents: What is left at each. (n,)
        assumed: The rise that all other pages take.
        years: How many years are reckoned.
        words: What is written.
    """
    step, left, right = 30.0, 120.0, 90.0
    height = step * len(rises) + 8
    scale = scale_for([each / 100 for each in left_cents], start=left, end=WIDTH - right)
    parts = [line(scale.at(0), 0, scale.at(0), height - 8, "axis")]
    for place, (rise, cents) in enumerate(zip(rises, left_cents, strict=True)):
        y = place * step + 4
        chosen = abs(rise - assumed) < 1e-9
        x1, x2 = sorted((scale.at(0), scale.at(cents / 100)))
        parts.append(rectangle(Box(x1, y, x2 - x1, 20), "solid" if chosen else "pale"))
        name = words.say("rise", percent=_signed(rise))
        parts.append(words_at(name, 0, y + 14, ink="ink" if chosen else "muted", bold=chosen))
        at, anchor = (x2 + 6, "start") if cents >= 0 else (x1 - 6, "end")
        said = dollars(cents)
        parts.append(words_at(said, at, y + 14, ink="ink", bold=chosen, anchor=anchor))
    signs = [(a < 0) != (b < 0) for a, b in pairwise(left_cents)]
    finding = "rise_finding_both" if any(signs) else "rise_finding"
    return Picture(
        name="money-by-price-rise",
        title=words.say("rise_title", years=str(years)),
        finding=words.say(
            finding,
            assumed=_signed(assumed),
            low=dollars(min(left_cents)),
            high=dollars(max(left_cents)),
        ),
        body=joined(parts),
        width=WIDTH,
        height=height,
    )


def _signed(rise: float) -> str:
    sign = MINUS if rise < 0 else "+" if rise > 0 else ""
    return f"{sign}{decimals(abs(rise) * 100, 1)}%"
