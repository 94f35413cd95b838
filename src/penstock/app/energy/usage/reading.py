"""Usage files read: what kind a file is, and what it tells."""

from dataclasses import dataclass, field, replace
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

from penstock.app.energy.usage.files import Watch, opened, text_of
from penstock.engineering.usage.bills.from_intervals import are_long, bills_of, end_to_end
from penstock.engineering.usage.bills.json_form import read_json_bills
from penstock.engineering.usage.bills.values import Bill
from penstock.engineering.usage.channels import Channel, Stated, channels, choose
from penstock.engineering.usage.clocks import zone_of
from penstock.engineering.usage.errors import UsageError
from penstock.engineering.usage.espi.codes import Flow
from penstock.engineering.usage.espi.reading import read_green_button
from penstock.engineering.usage.tables.reading import read_table
from penstock.engineering.usage.tables.values import TableUsage


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What a person says about a usage file.

    Args:
        service: What is looked for: `electricity` or `gas`; None for whatever there is.
        meter: A part of the usage point's name.
        zone: The zone of the meter, where the file does not say it or says it wrongly.
        usual_zone: The zone where neither a person nor the file says one; None asks for it.
        stated: The unit and multiplier, where the file does not say them.
        newest_first: In which order readings stand that all begin at one moment; None where they
            do not.
    """

    service: str | None = None
    meter: str | None = None
    zone: str | None = None
    usual_zone: str | None = None
    stated: Stated = field(default_factory=Stated)
    newest_first: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class UsageRead:
    """What a usage file tells of the one meter that is meant.

    Args:
        form: `Green Button`, `CSV` or `JSON`.
        channels: All series of the file.
        chosen: The series that is meant; its intervals are those of a table, where it is one.
        zone: The zone of the meter; None where bills need none.
        service: `electricity`, `gas` or another.
        unit: What amounts are counted in.
        bills: Bills, where the file has periods of a day or more instead of intervals.
        notes: What was assumed while reading.
    """

    form: str
    channels: tuple[Channel, ...]
    chosen: Channel | None
    zone: str | None
    service: str
    unit: str
    bills: tuple[Bill, ...] = ()
    notes: tuple[str, ...] = ()


def read_usage(
    path: Path, wanted: Wanted | None = None, *, watch: Watch | None = None
) -> UsageRead:
    """Read a usage file: Green Button, CSV or JSON, plain or in an archive.

    Args:
        path: The file.
        wanted: What a person says about it.
        watch: What is told how much of it is read, 0 to 1.

    Raises:
        UsageError: It cannot be read; the sentence says where and why.
    """
    wanted = wanted or Wanted()
    with opened(path, watch) as stream:
        beginning = stream.read(4096)
        rest = _Joined(beginning, stream)
        plain = beginning.removeprefix(b"\xef\xbb\xbf").lstrip()
        # What is empty, or XML in another encoding, is refused with the right words there.
        if not plain or plain.startswith(b"<") or beginning.startswith(_XML_SIGNS):
            return _from_green_button(rest, wanted)
        text = text_of(rest)
    # Nothing but Green Button can say where it is.
    wanted = replace(wanted, zone=wanted.zone or wanted.usual_zone)
    if plain.startswith((b"{", b"[")):
        unit, bills = read_json_bills(text)
        return _from_bills("JSON", unit, bills, wanted)
    return _from_table(read_table(text, zone=wanted.zone), wanted, path.name)


# A few readings below zero are faults, and are set aside; more are what was fed in.
_MOST_BELOW_ZERO = 0.01
# UTF-16 and EBCDIC of “<”.
_XML_SIGNS = (b"\xff\xfe<\0", b"\xfe\xff\0<", b"<\0", b"\0<", b"Lo\xa7\x94")


class _Joined(BytesIO):
    """A stream whose beginning was read already."""

    def __init__(self, beginning: bytes, rest: BinaryIO) -> None:
        super().__init__(beginning)
        self._rest = rest

    def read(self, size: int | None = -1, /) -> bytes:
        """Return the next bytes: first of the beginning, then of the rest."""
        wanted = -1 if size is None else size
        first = super().read(wanted)
        if wanted < 0:
            return first + self._rest.read()
        return first + self._rest.read(wanted - len(first)) if len(first) < wanted else first


def _from_green_button(stream: BinaryIO, wanted: Wanted) -> UsageRead:
    feed = read_green_button(stream)
    found = channels(feed, wanted.stated)
    service = wanted.service or _only_service(found)
    chosen = choose(found, service=service, meter=wanted.meter)
    if wanted.newest_first is not None:
        laid = end_to_end(chosen.intervals, newest_first=wanted.newest_first)
        found = tuple(replace(e, intervals=laid) if e is chosen else e for e in found)
        chosen = next(each for each in found if each.intervals is laid)
    net = _net_if_negative(chosen)
    found, chosen = tuple(net if each is chosen else each for each in found), net
    unsaid = wanted.usual_zone if feed.local_time is None else None
    zone = wanted.zone or unsaid or zone_of(feed.local_time)
    long = are_long(chosen.intervals)
    return UsageRead(
        form="Green Button",
        channels=found,
        chosen=chosen,
        zone=zone,
        service=service,
        unit=chosen.unit,
        bills=bills_of(chosen.intervals, zone) if long else (),
        notes=(*_laid_note(wanted), *_behind_the_meter(found, chosen)),
    )


def _laid_note(wanted: Wanted) -> tuple[str, ...]:
    if wanted.newest_first is None:
        return ()
    order = "newest" if wanted.newest_first else "oldest"
    return (
        f"The readings are laid end to end before the moment that the file gives, {order} first, "
        "as was said; their dates may be off by the time from the last reading to the download.",
    )


def _only_service(found: tuple[Channel, ...]) -> str:
    """Return electricity where there is any, else the only service."""
    services = {channel.service for channel in found}
    return next(iter(services)) if len(services) == 1 and "" not in services else "electricity"


def _behind_the_meter(found: tuple[Channel, ...], chosen: Channel) -> tuple[str, ...]:
    received = [each for each in found if each.point == chosen.point and each.flow is Flow.RECEIVED]
    fed = sum(each.intervals.total for each in received)
    if not fed:
        return ()
    return (
        f"{fed:,.0f} {chosen.unit} were fed into the network. What was made and used behind the "
        "meter is in no file of the utility, so the load of the house is higher than this.",
    )


def _net_if_negative(chosen: Channel) -> Channel:
    """Return a series of which more than a few readings are below zero as what it must be: net."""
    below = float((chosen.intervals.amount < 0).mean())
    return replace(chosen, flow=Flow.NET) if below > _MOST_BELOW_ZERO else chosen


def _from_table(table: TableUsage, wanted: Wanted, name: str) -> UsageRead:
    if table.intervals is None:
        return replace(_from_bills("CSV", table.unit, table.bills, wanted), notes=table.notes)
    channel = Channel(
        point=name,
        name="",
        service=table.service,
        unit=table.unit,
        flow=Flow.DELIVERED,
        intervals=table.intervals,
    )
    channel = chosen = _net_if_negative(channel)
    choose([channel], service=wanted.service or table.service)
    if wanted.zone is None:
        raise UsageError(
            "The times in the file have offsets, and no zone of the meter. Name it, such as: "
            "--zone America/New_York"
        )
    long = are_long(table.intervals)
    return UsageRead(
        form="CSV",
        channels=(channel,),
        chosen=chosen,
        zone=wanted.zone,
        service=table.service,
        unit=table.unit,
        bills=bills_of(table.intervals, wanted.zone) if long else (),
        notes=table.notes,
    )


def _from_bills(form: str, unit: str, bills: tuple[Bill, ...], wanted: Wanted) -> UsageRead:
    service = "gas" if unit == "therm" else "electricity"
    if wanted.service not in (None, service):
        raise UsageError(f"The bills are of {service} ({unit}), not of {wanted.service}.")
    return UsageRead(
        form=form,
        channels=(),
        chosen=None,
        zone=wanted.zone,
        service=service,
        unit=unit,
        bills=bills,
    )
