"""What records of key metrics use: stages, items, roles and a calendar that there are."""

from collections.abc import Iterator
from difflib import get_close_matches

from penstock.architecture.checks.measuring.naming import place_of
from penstock.architecture.checks.metric_records import WrittenMetric
from penstock.architecture.checks.rule import Rule, Subject
from penstock.architecture.model import Role, ValueStream
from penstock.kernel.findings import Finding
from penstock.kernel.places import Place
from penstock.kernel.terms import key_of


class RecordOfTheUnknown(Rule):
    """A record of a key metric names stages, information items and roles that there are.

    What asks for a stage that is gone, or for an item that is called otherwise, counts nothing, and
    a report without cases looks like one without work.

    What breaks it, when the stage table ends at NCV-03.7:

        to = { stage = "NCV-03.8", at = "exited" }

    How it is mended: correct the name in the record. Items are those of the stage table, and the
    papers that a stream package names.
    """

    code = "KPI-006"

    def check(self, subject: Subject) -> Iterator[Finding]:
        """Yield a finding for each stream, stage, item and role that nobody has."""
        roles = subject.architecture.all(Role)
        for stream_id, records in (subject.metrics.metrics if subject.metrics else {}).items():
            stages = [stage.id for stage in subject.architecture.stages_of(stream_id)]
            if not stages:
                yield from self._of_stream(subject, stream_id, records[:1])
                continue
            items = _items(subject, stream_id)
            for record in records:
                place = place_of(subject, record)
                for said in _faults(record, stages, items, list(roles)) if place else ():
                    assert place is not None
                    yield self.finding(place, said)

    def _of_stream(
        self, subject: Subject, stream_id: str, records: tuple[WrittenMetric, ...]
    ) -> Iterator[Finding]:
        streams = subject.architecture.all(ValueStream)
        place = anywhere(subject)
        for record in records if place else ():
            assert place is not None
            said = _unknown(record, "the value stream", stream_id, list(streams))
            yield self.finding(place, said)


class BusinessTimeWithoutCalendar(Rule):
    """Key metrics that count business days or hours have a calendar to count on.

    Without one nobody knows which days are business days, and the metric has no value.

    What breaks it, when no calendar.json lies beside the documents:

        unit = "business days"

    How it is mended: write one with `penstock calendar`, or count calendar days.
    """

    code = "KPI-007"

    def check(self, subject: Subject) -> Iterator[Finding]:
        """Yield a finding for each record that has no calendar to count on."""
        if subject.metrics is None or subject.metrics.has_calendar:
            return
        for records in subject.metrics.metrics.values():
            for record in records:
                place = place_of(subject, record)
                if record.counts_business_time and place is not None:
                    yield self.finding(
                        place,
                        f"{record.place} measures “{record.name}” in business time, and there is "
                        "no calendar.json beside the documents. Write one, or count calendar days.",
                    )


class UnusableRecord(Rule):
    """A file of key metrics can be followed.

    A key that is spelled wrong says nothing, and what cannot be read is measured by nobody.

    What breaks it:

        [[metric]]
        name = "On-time delivery"
        knid = "ratio"

    How it is mended: as the sentence says; the page of `penstock measure` has all keys.
    """

    code = "KPI-008"

    def check(self, subject: Subject) -> Iterator[Finding]:
        """Yield a finding for each fault of a file."""
        place = anywhere(subject)
        for fault in subject.metrics.faults if subject.metrics and place else ():
            assert place is not None
            yield self.finding(place, fault)


def anywhere(subject: Subject) -> Place | None:
    """Return where the documents begin to state value streams; None where they state none."""
    streams = subject.architecture.stated(ValueStream)
    return min((each.place for each in streams), default=None)


def _faults(
    record: WrittenMetric, stages: list[str], items: dict[str, str] | None, roles: list[str]
) -> Iterator[str]:
    for stage_id in dict.fromkeys((record.stage_id, *record.stages)):
        if stage_id and stage_id not in stages:
            yield _unknown(record, "stage", stage_id, stages)
    for item in record.items if items is not None else ():
        if items and key_of(item) not in items:
            yield _unknown(record, "the item", item, list(items.values()))
    if record.owner and roles and record.owner not in roles:
        yield _unknown(record, "the role", record.owner, roles)


def _unknown(record: WrittenMetric, what: str, name: str, known: list[str]) -> str:
    near = get_close_matches(name, known, n=1)
    hint = f" Did you mean “{near[0]}”?" if near else " Correct it there."
    return (
        f"{record.place}, “{record.name}”, names {what} “{name}”, which the documents do not "
        f"have.{hint}"
    )


def _items(subject: Subject, stream_id: str) -> dict[str, str] | None:
    """Return what cases of a stream record, by key; None where its package cannot tell."""
    code = subject.code.get(stream_id)
    if code is not None and code.unusable:
        return None
    stages = subject.architecture.stages_of(stream_id)
    terms = [each.text for stage in stages for each in (*stage.inputs, *stage.outputs)]
    papers = [paper for stage in code.stages.values() for paper in stage.papers] if code else []
    return {key_of(each): each for each in (*terms, *papers)}
