"""Where the numbers of a key metric come from, as its record says."""

from collections.abc import Iterator
from zoneinfo import ZoneInfo

from penstock.app.measuring.form import MetricForm, MomentForm
from penstock.governance.service_levels.levels import ServiceLevel, ServiceLevelError
from penstock.measurement.metrics.records import (
    At,
    BetweenMoments,
    FromItems,
    Kind,
    Moment,
)

_WITHOUT_STAGE = {At.OPENED, At.CLOSED}
_FROM_MOMENTS = {
    Kind.COUNT,
    Kind.CONVERSION,
    Kind.DURATION,
    Kind.ON_TIME,
    Kind.FIRST_PASS,
    Kind.RETENTION,
}
_WITH_DENOMINATOR = {Kind.RATIO, Kind.DURATION, Kind.ON_TIME, Kind.ACCURACY, Kind.UPTIME}
_WITH_DENOMINATOR |= {Kind.UTILISATION, Kind.RATE, Kind.RETENTION}
_OUTCOMES = ("passed", "reopened", "cancelled")


def source_of(said: MetricForm) -> BetweenMoments | FromItems | None:
    """Return where a metric's numbers come from; None where nothing recorded says it."""
    if said.begin is not None:
        end = _moment(said.end, said) if said.end else None
        return BetweenMoments(begin=_moment(said.begin, said), end=end, within=said.within)
    if not said.item:
        return None
    return FromItems(
        item=said.item,
        numerator=said.numerator,
        denominator=said.denominator,
        where=tuple(said.where.items()),
        versions=said.versions,
        at=said.at,
        of=said.of,
        of_versions=said.of_versions,
        zone=said.zone,
        whole_days=said.whole_days,
    )


def _moment(form: MomentForm, said: MetricForm) -> Moment:
    stage_id = "" if form.at in _WITHOUT_STAGE else form.stage or said.stage
    return Moment(at=form.at, stage_id=stage_id, outcome=form.outcome, last=form.last)


def source_faults(said: MetricForm) -> Iterator[tuple[str, str]]:
    """Yield what is wrong with where the numbers come from, each with the key it stands at."""
    if said.begin is None and not said.item and not said.needs:
        yield "name", "nothing says where its numbers come from. Write from, item or needs"
    if not said.meaning and not said.needs:
        yield "name", "nothing says what it tells. Write meaning"
    if said.begin is not None and said.item:
        yield "item", "it has both from and item. Keep one of them"
    if said.begin is not None:
        yield from _of_moments(said)
    if said.item:
        yield from _of_items(said)


def _of_moments(said: MetricForm) -> Iterator[tuple[str, str]]:
    if said.kind not in _FROM_MOMENTS:
        known = ", ".join(sorted(_FROM_MOMENTS))
        yield "kind", f"{said.kind} does not come from moments; these do: {known}"
    if said.end is None and said.kind not in {Kind.COUNT, Kind.FIRST_PASS}:
        yield "from", f"{said.kind} needs a second moment. Write to"
    if said.within:
        yield from _of_promise(said.within)
    for key, moment in (("from", said.begin), ("to", said.end)):
        if moment is None:
            continue
        if not (moment.stage or said.stage or moment.at in _WITHOUT_STAGE):
            yield key, f"{moment.at} is a moment of a stage, and none is named"
        if moment.outcome and moment.outcome not in _OUTCOMES:
            yield key, f"no stage is left {moment.outcome}, but {', '.join(_OUTCOMES)}"


def _of_promise(within: str) -> Iterator[tuple[str, str]]:
    try:
        ServiceLevel.parse(within)
    except ServiceLevelError as error:
        yield "within", str(error).rstrip(".")


def _of_items(said: MetricForm) -> Iterator[tuple[str, str]]:
    if said.kind in _WITH_DENOMINATOR and not said.denominator:
        yield "kind", f"{said.kind} needs a denominator"
    try:
        ZoneInfo(said.zone)
    except (LookupError, ValueError, OSError):
        yield "zone", f"no time zone is called “{said.zone}”; take one such as America/New_York"
