"""Key metrics: where they stand, where they should be, and of which value stream."""

from collections.abc import Iterator

from penstock.architecture.checks.model.known_streams import Use, known_streams, unknown_namings
from penstock.architecture.checks.model.words import at, listed
from penstock.architecture.checks.rule import Rule, Subject
from penstock.architecture.model import KeyMetric, Stated
from penstock.architecture.names import normal
from penstock.kernel.findings import Cause, Finding, Severity

_OPEN = frozenset({"", "tbd", "n/a", "na", "-", "–", "—", "?", "to be determined", "to be defined"})
_VALUES = ("baseline", "target", "unit")
_ALL = ("all ", "enterprise")


class MetricWithoutValues(Rule):
    """A key metric has a baseline and a target.

    Without a baseline nobody knows whether anything improved; without a target nobody knows
    whether it is enough. “TBD” and a dash count as missing.

    What breaks it:

        | KPI | Value Stream | Baseline | Target 2030 | Unit |
        | First Bill Accuracy Rate | RCV-01 | 97.2% | TBD | % |

    How it is mended: fill the cell. A metric that cannot be measured yet is not a key metric yet.
    """

    code = "KPI-001"
    severity = Severity.WARNING

    def check(self, subject: Subject) -> Iterator[Finding]:
        """Yield a finding for each metric without baseline, target or both."""
        for metric in subject.architecture.stated(KeyMetric):
            lacks = [name for name in ("baseline", "target") if not _value(metric, name)]
            if lacks:
                words = listed(lacks, last="or")
                yield self.finding(
                    metric.place,
                    f"{_called(metric)} has no {words}. State the value, with its unit.",
                    cause=Cause(
                        key=f"metric-without:{words}", sentence=f"{{count}} metrics have no {words}"
                    ),
                )


class MetricWithTwoValues(Rule):
    """A key metric of a value stream has one baseline, one target and one unit.

    Of two baselines, each report picks the one that flatters it.

    What breaks it:

        | First Bill Accuracy Rate | RCV-01 | 97.2% | 99.5% | % |
        | First Bill Accuracy Rate | RCV-01 | 95.0% | 99.5% | % |    (another document)

    How it is mended: decide which value holds and keep one row.
    """

    code = "KPI-002"

    def check(self, subject: Subject) -> Iterator[Finding]:
        """Yield a finding for each further row of a metric with other values."""
        first: dict[tuple[str, str], KeyMetric] = {}
        for metric in subject.architecture.stated(KeyMetric):
            known = first.setdefault((metric.stream_id, normal(metric.name)), metric)
            for name in _VALUES if known is not metric else ():
                ours, theirs = _value(metric, name), _value(known, name)
                if ours and theirs and _plain(ours) != _plain(theirs):
                    yield self._two(metric, name, ours, theirs)

    def _two(self, metric: KeyMetric, name: str, ours: Stated, theirs: Stated) -> Finding:
        return self.finding(
            ours.place,
            f"{_called(metric)} has the {name} {ours.text} here and {theirs.text} in another row "
            f"({at(theirs.place, seen_from=ours.place)}). Decide which holds, and keep one row.",
            others=(theirs.place,),
        )


class MetricOfUnknownStream(Rule):
    """A key metric belongs to a value stream that is described.

    A metric of a stream that nobody describes measures work that nobody does, or does not know it
    by that name. Metrics of the whole enterprise name no stream.

    What breaks it:

        | Charger Uptime | NCV-09 | 95% | 99% | % |

    How it is mended: correct the stream's ID.
    """

    code = "KPI-003"

    def check(self, subject: Subject) -> Iterator[Finding]:
        """Yield a finding for each metric whose stream no document describes."""
        known = known_streams(subject.architecture)
        for naming in unknown_namings(subject.architecture) if known.described else ():
            if naming.use is Use.METRIC and not naming.id.casefold().startswith(_ALL):
                yield self.finding(
                    naming.place,
                    f"The metric belongs to the value stream “{naming.written}”, which no document "
                    "describes. Correct the ID, or describe the stream.",
                    cause=Cause(
                        key=f"metric-stream-unknown:{naming.id}",
                        sentence=f"{{count}} metrics belong to the value stream {naming.id}, "
                        "which no document describes",
                    ),
                )


def _value(metric: KeyMetric, name: str) -> Stated | None:
    """Return a metric's value, unless it is one of the words for none."""
    value: Stated | None = getattr(metric, name)
    return None if value is None or value.text.strip().casefold() in _OPEN else value


def _plain(value: Stated) -> str:
    return "".join(value.text.casefold().split())


def _called(metric: KeyMetric) -> str:
    stream = f" of {metric.stream_id}" if metric.stream_id else ""
    return f"The metric “{metric.name}”{stream}"
