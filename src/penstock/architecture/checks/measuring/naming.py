"""Names of key metrics: each that the documents have is in a record, and the other way round."""

from collections.abc import Iterator, Mapping
from difflib import get_close_matches

from penstock.architecture.checks.metric_records import WrittenMetric
from penstock.architecture.checks.rule import Rule, Subject
from penstock.architecture.model import KeyMetric, Stage
from penstock.architecture.names import normal
from penstock.kernel.findings import Cause, Finding, Severity
from penstock.kernel.places import Place

# The stage, or nothing for an indicator of the stream; and the name as it is compared.
_Key = tuple[str, str]


class MetricWithoutRecord(Rule):
    """Each key metric that the documents name has a record that says how it is measured.

    A name alone measures nothing: two people who compute it get two figures. Nothing is asked where
    no records lie beside the documents, for most documents are written before anybody measures.

    What breaks it, when performance/key-metrics has records, and none of that name:

        | **NCV-03.5** | **Procurement & Installation** | … | On-time delivery |

    How it is mended: write a record of that name, or one that says what it `needs`.
    """

    code = "KPI-004"
    severity = Severity.WARNING

    def check(self, subject: Subject) -> Iterator[Finding]:
        """Yield a finding for each name in the documents that no record has."""
        if subject.metrics is None or not subject.metrics.metrics:
            return
        for stream_id, named in _named(subject).items():
            written = {_key(each) for each in subject.metrics.metrics.get(stream_id, ())}
            for key, (name, place) in named.items():
                if key not in written:
                    where = f"stage {key[0]}" if key[0] else stream_id
                    yield self.finding(
                        place,
                        f"The key metric “{name}” of {where} has no record in "
                        f"performance/key-metrics/{stream_id}.toml. Write one, or one that says "
                        "what it needs.",
                        cause=Cause(
                            key=f"metric-without-record:{stream_id}",
                            sentence=f"{{count}} key metrics of {stream_id} have no record",
                        ),
                    )


class RecordWithoutMetric(Rule):
    """A record of a key metric has a name that the documents have, at the same stage.

    A record under another name is measured, and nobody who reads the stage table finds it.

    What breaks it, when the stage table says "On-time delivery":

        [[metric]]
        name = "On time deliveries"
        stage = "NCV-03.5"

    How it is mended: take the name of the stage table, or of the table of indicators.
    """

    code = "KPI-005"

    def check(self, subject: Subject) -> Iterator[Finding]:
        """Yield a finding for each record whose name the documents do not have."""
        named = _named(subject) if subject.metrics else {}
        for stream_id, records in (subject.metrics.metrics if subject.metrics else {}).items():
            known = named.get(stream_id, {})
            for record in records:
                place = place_of(subject, record)
                if _key(record) not in known and place is not None:
                    yield self.finding(place, _unknown(record, known))


def place_of(subject: Subject, record: WrittenMetric) -> Place | None:
    """Return where the documents state a record's stage, or its stream; None where they do not."""
    stages = subject.architecture.stages_of(record.stream_id)
    own = next((each for each in stages if each.id == record.stage_id), None)
    return own.place if own else next((each.place for each in stages), None)


def _unknown(record: WrittenMetric, known: Mapping[_Key, tuple[str, Place]]) -> str:
    of_stage = {name: stage for (stage, _), (name, _) in known.items()}
    where = f"stage {record.stage_id}" if record.stage_id else "the indicators"
    near = get_close_matches(record.name, of_stage, n=1)
    at = (f"at {of_stage[near[0]]}" if of_stage[near[0]] else "an indicator") if near else ""
    hint = f" Did you mean “{near[0]}”, {at}?" if near else ""
    return (
        f"{record.place} records “{record.name}” for {where} of {record.stream_id}, and the "
        f"documents name no such key metric there.{hint}"
    )


def _key(record: WrittenMetric) -> _Key:
    return record.stage_id, normal(record.name)


def _named(subject: Subject) -> dict[str, dict[_Key, tuple[str, Place]]]:
    """Return what key metrics the documents name, by stream."""
    found: dict[str, dict[_Key, tuple[str, Place]]] = {}
    for stage in subject.architecture.stated(Stage):
        own = found.setdefault(stage.stream_id, {})
        for metric in stage.metrics:
            own.setdefault((stage.id, normal(metric.text)), (metric.text, metric.place))
    for each in subject.architecture.stated(KeyMetric):
        if each.stream_id:
            own = found.setdefault(each.stream_id, {})
            own.setdefault(("", normal(each.name)), (each.name, each.place))
    return found
