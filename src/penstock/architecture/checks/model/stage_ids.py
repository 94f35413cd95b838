"""IDs of stages: each begins with its stream's, and belongs to one stage."""

from collections import Counter, defaultdict
from collections.abc import Iterator

from penstock.architecture.checks.model.texts import replaced
from penstock.architecture.checks.model.words import at
from penstock.architecture.checks.rule import Rule, Subject
from penstock.architecture.model import Architecture, Origin, Stage, ValueStream
from penstock.kernel.findings import Cause, Edit, Finding, Fix
from penstock.kernel.places import Place


class StageIdOfAnotherStream(Rule):
    """A stage's ID begins with the ID of its value stream.

    Everything that names a stage by its ID looks for it in the stream the ID begins with. A stage
    of ESV-05 that is called ESV-06.6 is taken for a stage of procurement, or for two stages.

    What breaks it:

        **Value Stream ID:** ESV-05
        | **ESV-06.6** | **Risk Reporting & Communication** | …

    How it is mended: write the stream's own ID before the dot. `--fix` does it where the document
    describes one value stream alone and no other stage has the corrected ID.
    """

    code = "STG-001"
    fixable = True

    def check(self, subject: Subject) -> Iterator[Finding]:
        """Yield a finding for each stage whose ID begins with another stream's."""
        stages = subject.architecture.stated(Stage)
        wrong = [stage for stage in stages if not stage.id.startswith(f"{stage.stream_id}.")]
        if not wrong:
            return
        taken = Counter(stage.id for stage in stages) + Counter(map(_corrected, wrong))
        alone = _documents_of_one_stream(subject.architecture)
        for stage in wrong:
            doubtless = stage.place.document in alone and taken[_corrected(stage)] == 1
            yield self._wrong(stage, subject, doubtless=doubtless)

    def _wrong(self, stage: Stage, subject: Subject, *, doubtless: bool) -> Finding:
        right = _corrected(stage)
        prefix = stage.id.partition(".")[0]
        advice = f"Write {right}." if doubtless else f"{right} is the ID of another stage; decide."
        return self.finding(
            stage.place,
            f"Stage {stage.id} stands in the stage table of {stage.stream_id}, so its ID should "
            f"begin with {stage.stream_id}. {advice if right else 'Give it an ID of that stream.'}",
            fix=_fix(stage, right, subject) if doubtless and right else None,
            cause=Cause(
                key=f"stage-prefix:{stage.place.document}:{prefix}",
                sentence=f"{{count}} stages of {stage.stream_id} bear IDs that begin with {prefix}",
            ),
        )


class StageIdTwice(Rule):
    """A stage's ID belongs to one stage.

    Two stages with one ID are one stage for every program and two for every reader; what the second
    row says is then lost.

    What breaks it:

        | **NCV-03.4** | **Permitting** | …
        | **NCV-03.4** | **Procurement** | …

    How it is mended: give the second stage the next number. Where a whole stage table stands in two
    documents, keep one of them and link to it.
    """

    code = "STG-002"

    def check(self, subject: Subject) -> Iterator[Finding]:
        """Yield a finding for each further stage with an ID."""
        first: dict[tuple[str, str], Stage] = {}
        for stage in subject.architecture.stated(Stage):
            known = first.setdefault((stage.stream_id, stage.id), stage)
            if known is not stage:
                yield self._twice(stage, known)

    def _twice(self, stage: Stage, known: Stage) -> Finding:
        apart = stage.place.document != known.place.document
        where = at(known.place, seen_from=stage.place)
        return self.finding(
            stage.place,
            f"Stage {stage.id} {stage.name or 'without a name'} is {known.name or 'a stage'} "
            f"already ({where}). "
            + (
                "Keep one of the two stage tables, and link to it."
                if apart
                else "Give one of the two stages a number of its own."
            ),
            others=(known.place,),
            cause=Cause(
                key=f"stage-table-twice:{stage.stream_id}:{stage.place.document}",
                sentence=f"{{count}} stages of {stage.stream_id} in {stage.place.document} "
                f"are in {known.place.document} already",
            )
            if apart
            else None,
        )


def _corrected(stage: Stage) -> str:
    """Return the ID with the stream's own prefix, or nothing where it has no number."""
    number = stage.id.rpartition(".")[2]
    return f"{stage.stream_id}.{number}" if number.isdigit() and "." in stage.id else ""


def _documents_of_one_stream(architecture: Architecture) -> set[str]:
    """Return the documents that describe the stages of one value stream and no other."""
    streams: defaultdict[str, set[str]] = defaultdict(set)
    for stream in architecture.stated(ValueStream):
        if stream.origin is Origin.STAGE_MODEL:
            streams[stream.place.document].add(stream.id)
    return {document for document, ids in streams.items() if len(ids) == 1}


def _fix(stage: Stage, right: str, subject: Subject) -> Fix | None:
    """Return the edits to the ID in the stage table, and in the same document's RACI matrix."""
    rows = subject.architecture.raci_rows
    document = stage.place.document
    places = [
        row.place for row in rows if row.subject == stage.ref and row.place.document == document
    ]
    edits = [_edit(subject, stage.id, place, right) for place in (stage.place, *places)]
    found = tuple(edit for edit in edits if edit)
    title = f"Write {right} for {stage.id}"
    return Fix(title=title, edits=found) if edits[0] else None


def _edit(subject: Subject, words: str, place: Place, right: str) -> Edit | None:
    return replaced(subject, words, place, by=right)
