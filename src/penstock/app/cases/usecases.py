"""All that can be done with cases, the same for the command line, the API and the pages."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, BinaryIO

from penstock.app.cases.acting import By
from penstock.app.cases.beginning import Beginner, excludes, opening
from penstock.app.cases.binding import NO_STREAMS, Streams
from penstock.app.cases.blobs import PIECE_BYTES
from penstock.app.cases.completing import completed, item_of, stage_of
from penstock.app.cases.contents import Contents
from penstock.app.cases.institutions import Institutions
from penstock.app.cases.numbering import require_series
from penstock.app.cases.standing import Standing, standing
from penstock.app.cases.telling import OPENING
from penstock.app.cases.texts import require_texts
from penstock.app.cases.waiting import waits_for
from penstock.app.guarding.checkpoint import UnaskedError
from penstock.delivery import commands as do
from penstock.delivery.case import Case
from penstock.delivery.deciding import decide
from penstock.delivery.links import has_passed
from penstock.delivery.models import StreamModel
from penstock.delivery.ports import Count, Logged, StaleError, Wanted
from penstock.delivery.refusals import RefusedError

if TYPE_CHECKING:
    from penstock.app.cases.clearing import Clearance

TYPED_BYTES = 16 * PIECE_BYTES


class TooLargeError(ValueError):
    """A content is larger than any that fits a type."""

    def __init__(self, item: str) -> None:
        self.item = item
        super().__init__(
            f"What “{item}” is to hold is larger than {TYPED_BYTES // PIECE_BYTES} MiB; as an item "
            "with a type it is a JSON document. Look whether it is the right file."
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A case with all that is known of it."""

    case: Case
    model: StreamModel
    standing: Standing
    log: tuple[Logged, ...]


def _unguarded(program: str) -> "Clearance":
    raise UnaskedError(f"Nobody stands before these cases whom the program {program} could ask.")


@dataclass(frozen=True, kw_only=True)
class Cases(Contents, Institutions):
    """The cases of one store.

    Every act is answered with the standing of the case after it, as one line of JSON: the same
    act sent again is answered with the same bytes.

    Args:
        streams: What installed packages know of the streams' items.
        clearance: Returns what lets a program, by its name, read and hand in what belongs to cases.
    """

    streams: Streams = NO_STREAMS
    clearance: "Callable[[str], Clearance]" = _unguarded

    def open(
        self, stream: str, by: By, *, case_id: str = "", procedure: str = "", **about: str
    ) -> str:
        """Begin a case of a stream, with the given id or the next free one.

        Args:
            stream: The stream.
            by: Who begins it.
            case_id: The id; empty for the next free one.
            procedure: The procedure of the stream that it runs by; empty for its own stages.
            about: The `product`, the `customer`, and the `premise` and `account` of theirs.

        Raises:
            NoSuchNameError: There is no such stream or procedure, or it delivers no such product.
            UnfitCaseIdError: No case can be called so, or one of the other side might be.
            RefusedError: There is a case called so.
            KeyUsedError: The key was used for something else.
        """
        model = self.models.current(stream, procedure=procedure)
        wanted = opening(model, case_id=case_id, about=about)
        require_texts(wanted, by)
        if self.door:
            self.door.require_open(wanted, model)
            self._require_own_id(case_id, model, model.stream_id)
        return Beginner(clerk=self._clerk, by=by, model=model).begin(wanted)

    def act(self, case_id: str, command: do.Command, by: By) -> str:
        """Do a command, and what follows from it in this case and in those that wait for it.

        Raises:
            NoSuchCaseError: There is no such case.
            NoSuchNameError: The command names what the stream does not have.
            RefusedError: The case does not allow it now.
            ConflictError: The caller has seen an older version.
        """
        case = self._entered(case_id, command)
        model = self._clerk.model(case)
        whole = completed(command, case, model, done=self._done(case_id, by))
        judged = self._judged(whole, case, by, model)
        return self._clerk.hand_in(whole, case_id, by, model, judged=judged)

    def record(self, case_id: str, item: str, content: bytes, by: By) -> str:
        """Keep a content, and record it as a version of an information item.

        Raises:
            UnfitItemError: The item has a type, and the content does not fit it.
            UnusableStreamError: The package that knows the item's type cannot be used.
            UnusableWorkError: A function that may know it cannot be used.
        """
        case = self._entered(case_id, do.Record(item=item, sha256=""))
        # A content is kept before it is recorded, and not at all when there is no such item.
        model = self._clerk.model(case)
        name = item_of(model, item)
        self._require_fit(model, name, content, by)
        digest = self.blobs.put(content)
        return self.act(case_id, do.Record(item=item, sha256=digest), by)

    def record_from(self, case_id: str, item: str, source: BinaryIO, by: By) -> str:
        """Record what a file holds, however large; an item with a type fits into memory.

        Raises:
            TooLargeError: The item has a type, and what fits it is never so large.
        """
        case = self._entered(case_id, do.Record(item=item, sha256=""))
        model = self._clerk.model(case)
        name = item_of(model, item)
        kind = self.streams.type_in(model, name)
        if kind is not None and not kind.is_file:
            content = source.read(TYPED_BYTES + 1)
            if len(content) > TYPED_BYTES:
                raise TooLargeError(name)
            return self.record(case_id, item, content, by)
        digest = self.blobs.put_from(source)
        return self.act(case_id, do.Record(item=item, sha256=digest), by)

    def link(self, case_id: str, other_case_id: str, by: By, *, until: str = "") -> str:
        """Let the stage wait for another case.

        Args:
            case_id: The case that waits.
            other_case_id: The case that it waits for.
            by: Who links them.
            until: The stage that the other case has to pass; empty for its end.

        Raises:
            RefusedError: The other case has ended or passed the stage, or waits for this one, or
                belongs to the other side and may not be told of.
            NoSuchNameError: The other case has no such stage.
        """
        case, other = self.case(case_id), self.case(other_case_id)
        if not self._clerk.answered(by):
            # Before anybody is told that it has ended.
            self._clerk.telling.require(case, other)
        return self._linked(case, other, by, until)

    def _linked(self, case: Case, other: Case, by: By, until: str) -> str:
        command = do.LinkTo(
            other_case_id=other.case_id,
            other_stream_id=other.stream_id,
            until=stage_of(self._clerk.model(other), until),
        )
        if not self._clerk.answered(by):
            self._require_waitable(case, other, command.until)
        return self.act(case.case_id, command, by)

    def link_new(
        self,
        case_id: str,
        stream: str,
        by: By,
        *,
        other_id: str = "",
        until: str = "",
        **about: str,
    ) -> str:
        """Open a case of another stream for the same customer, and let the stage wait for it.

        Args:
            case_id: The case that waits.
            stream: The stream of the new case.
            by: Who links them.
            other_id: The id of the new case; empty for the next free one.
            until: The stage that the new case has to pass; empty for its end.
            about: The `procedure` that the new case runs by, and the `product` it is about.

        Raises:
            NoSuchNameError: There is no such stream, procedure, stage or product.
            RefusedError: The case cannot wait for it.
        """
        case = self._entered(case_id, do.LinkTo(other_case_id=other_id, other_stream_id=stream))
        model = self.models.current(stream, procedure=about.pop("procedure", ""))
        until = stage_of(model, until)
        if self.door:
            self.door.require_application(case, model)
            across = excludes(self._clerk.model(case), model)
            self._require_own_id(other_id, model, case_id if across else model.stream_id)
        if not self._clerk.answered(by):
            # Nothing is opened that the case could not wait for.
            self._require_linkable(case, by)
        first = By(actor=by.actor, key=f"{by.key}{OPENING}")
        beginner = Beginner(clerk=self._clerk, by=first, model=model)
        same = {"premise": case.premise, "account": case.account, "customer": case.customer}
        other_id = other_id or beginner.id_beside(case)
        if not self._clerk.answered(by):
            self._clerk.telling.require_new(case, model, case_id=other_id)
        wanted = opening(model, case_id=other_id, about={**about, **same})
        require_texts(wanted, first)
        opened = beginner.begin(wanted)
        return self._linked(case, self._clerk.case(Standing.from_json(opened).case_id), by, until)

    def _require_own_id(self, case_id: str, model: StreamModel, series: str) -> None:
        if self.door and case_id:
            streams = self.models.architecture.stages_by_stream
            others = [each for each in streams if each != model.stream_id]
            require_series(case_id, series, others=others, is_free=self.door.sees_both_sides)

    def case(self, case_id: str) -> Case:
        """Return a case as it stands.

        Raises:
            NoSuchCaseError: There is no such case.
        """
        return self.door.case(case_id) if self.door else self._clerk.case(case_id)

    def explain(self, case_id: str) -> Standing:
        """Return what happens next in a case, and why it waits."""
        case = self._entered(case_id)
        found = self._standing(case)
        model = self._clerk.model(case)
        vacancy = self.answering.vacancy(case, model) if self.answering else None
        return replace(found, vacancy=str(vacancy)) if vacancy else found

    def show(self, case_id: str) -> Shown:
        """Return a case with all that is known of it."""
        case = self._entered(case_id)
        log = self.store.log(case_id)
        return Shown(
            case=case, model=self._clerk.model(case), standing=self._standing(case), log=log
        )

    def find(self, wanted: Wanted) -> tuple[Standing, ...]:
        """Return a page of cases, in the order of their ids.

        Raises:
            NoSuchNameError: There are none, because a name that is asked for does not exist.
        """
        require_texts(wanted)
        seen = self.door or self.store
        found = seen.find(wanted)
        if not found and (spelt := self.models.spelt(wanted)) != wanted:
            found = seen.find(spelt)
        return tuple(map(self._standing, found))

    def counts(self) -> tuple[Count, ...]:
        """Return how many cases stand where, in the order of streams, stages and statuses."""
        return (self.door or self.store).counts()

    def _entered(self, case_id: str, command: do.Command | None = None) -> Case:
        """Return a case that whoever comes may look at, or do a command in."""
        if self.door:
            self.door.case(case_id, command)
        return self._clerk.settled(case_id)

    def _judged(self, command: do.Command, case: Case, by: By, model: StreamModel) -> int | None:
        """Look whether somebody may do what they want; return the version that was looked at.

        Raises:
            RefusedError: They may not.
        """
        if self.answering is None or self._clerk.answered(by):
            return None
        log = partial(self.store.log, case.case_id)
        try:
            is_of_now = self.answering.require(command, case, model, actor=by.actor, log=log)
        except RefusedError as refused:
            raise self._clerk.with_possibilities(refused) from refused
        return case.version if is_of_now else None

    def _done(self, case_id: str, by: By) -> Iterator[Logged]:
        """Yield what the same key has done before; the log is read when somebody asks."""
        yield from (each for each in self.store.log(case_id) if each.stamp.command_id == by.key)

    def _require_fit(self, model: StreamModel, item: str, content: bytes, by: By) -> None:
        kind = self.streams.type_in(model, item)
        if kind is None or kind.is_file or self._clerk.answered(by):
            return
        from penstock.app.items.form import form_of  # pydantic is slow to import

        form_of(kind).read(content, item=item)

    def _require_waitable(self, case: Case, other: Case, until: str) -> None:
        if other.ended:
            because = f"{other.case_id} is {other.status}, so there is nothing to wait for"
        elif has_passed(other, until, self._clerk.model(other)):
            because = f"{other.case_id} has passed {until}, so there is nothing to wait for"
        elif waits_for(other, case.case_id, self.store):
            because = f"{other.case_id} waits for it already, so that neither could go on"
        else:
            return
        refused = RefusedError(case.case_id, because=because)
        raise self._clerk.with_possibilities(refused)

    def _require_linkable(self, case: Case, by: By) -> None:
        expected = by.expected_version
        if expected is not None and expected != case.version:
            stale = StaleError(case.case_id, expected=expected, found=case.version)
            raise self._clerk.conflict(stale)
        model = self._clerk.model(case)
        try:
            decide(case, do.LinkTo(other_case_id="", other_stream_id=""), model)
        except RefusedError as refused:
            raise self._clerk.with_possibilities(refused) from refused

    def _standing(self, case: Case) -> Standing:
        return standing(case, self._clerk.model(case), now=self.now(), bound=self.bound)
