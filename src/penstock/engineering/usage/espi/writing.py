"""Green Button files written: the same bytes for the same values."""

from collections.abc import Iterator
from uuid import NAMESPACE_URL, uuid5
from xml.sax.saxutils import escape

import numpy as np

from penstock.engineering.usage.espi.codes import ATOM, ESPI
from penstock.engineering.usage.espi.values import (
    NO_QUALITY,
    Feed,
    LocalTime,
    MeterReading,
    Readings,
    ReadingType,
    UsagePoint,
)

# Utilities write a block a month; here a block holds as many readings as an hourly month has.
_BLOCK = 744
_MOMENT = "1970-01-01T00:00:00Z"
_TYPE_FIELDS = (
    ("accumulationBehaviour", "accumulation"),
    ("commodity", "commodity"),
    ("currency", "currency"),
    ("flowDirection", "flow"),
    ("intervalLength", "interval_s"),
    ("powerOfTenMultiplier", "power_of_ten"),
    ("uom", "unit_code"),
)


def write_green_button(feed: Feed) -> bytes:
    """Return a Green Button file that says what a feed holds, and no more.

    Ids follow from the places of the entries and moments of publication are that of 1970, so that
    the same usage is the same bytes. Values and costs are written as whole numbers where they are
    whole.
    """
    return "\n".join((*_lines(feed), "")).encode()


def _lines(feed: Feed) -> Iterator[str]:
    yield '<?xml version="1.0" encoding="UTF-8"?>'
    yield f'<feed xmlns="{ATOM}" xmlns:espi="{ESPI}">'
    yield f"<id>{_id('feed')}</id><title>Green Button usage</title><updated>{_MOMENT}</updated>"
    if feed.local_time is not None:
        yield from _entry(["LocalTimeParameters/1"], "", _local_time(feed.local_time))
    for number, point in enumerate(feed.points, 1):
        yield from _point(f"UsagePoint/{number}", point)
    yield "</feed>"


def _point(at: str, point: UsagePoint) -> Iterator[str]:
    kind = "" if point.service is None else f"<kind>{point.service}</kind>"
    content = [f"<UsagePoint xmlns='{ESPI}'><ServiceCategory>{kind}</ServiceCategory></UsagePoint>"]
    yield from _entry([at, f"{at}/MeterReading"], point.name, content)
    for number, series in enumerate(point.series, 1):
        yield from _series(f"{at}/MeterReading/{number}", series)


def _series(at: str, series: MeterReading) -> Iterator[str]:
    kind = f"{at}/ReadingType"
    content = [f"<MeterReading xmlns='{ESPI}'/>"]
    yield from _entry([at, f"{at}/IntervalBlock", kind], series.name, content)
    yield from _entry([kind], "", _type(series.type))
    for first in range(0, len(series.readings), _BLOCK):
        block = _block(series.readings, range(first, min(first + _BLOCK, len(series.readings))))
        yield from _entry([f"{at}/IntervalBlock/{first // _BLOCK + 1}"], "", block)


def _entry(links: list[str], title: str, content: Iterator[str] | list[str]) -> Iterator[str]:
    """Yield an entry; the first link is its own, the others are what is related to it."""
    own, *related = links
    up = own.rpartition("/")[0]
    yield f"<entry><id>{_id(own)}</id><title>{_text(title)}</title>"
    yield f'<link rel="self" href="{own}"/><link rel="up" href="{up}"/>'
    yield from (f'<link rel="related" href="{each}"/>' for each in related)
    yield "<content>"
    yield from content
    yield f"</content><published>{_MOMENT}</published><updated>{_MOMENT}</updated></entry>"


def _local_time(clock: LocalTime) -> Iterator[str]:
    yield f"<LocalTimeParameters xmlns='{ESPI}'><dstEndRule>{clock.end_rule}</dstEndRule>"
    yield f"<dstOffset>{clock.daylight_saving_s}</dstOffset>"
    yield f"<dstStartRule>{clock.start_rule}</dstStartRule><tzOffset>{clock.offset_s}</tzOffset>"
    yield "</LocalTimeParameters>"


def _type(kind: ReadingType) -> Iterator[str]:
    yield f"<ReadingType xmlns='{ESPI}'>"
    for tag, name in _TYPE_FIELDS:
        value = getattr(kind, name)
        if value is not None:
            yield f"<{tag}>{value}</{tag}>"
    yield "</ReadingType>"


def _block(readings: Readings, numbers: range) -> Iterator[str]:
    start = int(readings.start_s[numbers[0]])
    end = int(readings.start_s[numbers[-1]] + readings.duration_s[numbers[-1]])
    yield f"<IntervalBlock xmlns='{ESPI}'><interval><duration>{max(end - start, 0)}</duration>"
    yield f"<start>{start}</start></interval>"
    yield from (_reading(readings, number) for number in numbers)
    yield "</IntervalBlock>"


def _reading(readings: Readings, number: int) -> str:
    cost, value = readings.cost[number], readings.value[number]
    quality = readings.quality[number]
    marked = f"<ReadingQuality><quality>{quality}</quality></ReadingQuality>"
    return (
        f"<IntervalReading>{'' if np.isnan(cost) else f'<cost>{_number(cost)}</cost>'}"
        f"{'' if quality == NO_QUALITY else marked}"
        f"<timePeriod><duration>{readings.duration_s[number]}</duration>"
        f"<start>{readings.start_s[number]}</start></timePeriod>"
        f"{'' if np.isnan(value) else f'<value>{_number(value)}</value>'}</IntervalReading>"
    )


def _number(value: float) -> str:
    return str(int(value)) if float(value).is_integer() else repr(float(value))


def _text(words: str) -> str:
    return escape("".join(each for each in words if each.isprintable()))


def _id(of: str) -> str:
    return f"urn:uuid:{uuid5(NAMESPACE_URL, f'https://naesb.org/espi/{of}')}"
