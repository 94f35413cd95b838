"""Commands to one case, and contents that are recorded in it, from whoever comes to it."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from typing import BinaryIO

from penstock.app.cases.acting import By
from penstock.app.cases.answering import Answering
from penstock.app.cases.binding import NO_STREAMS, Streams
from penstock.app.cases.blobs import PIECE_BYTES
from penstock.app.cases.completing import completed, item_of
from penstock.app.cases.contents import Contents
from penstock.delivery import commands as do
from penstock.delivery.case import Case
from penstock.delivery.models import StreamModel
from penstock.delivery.ports import Logged, StaleError
from penstock.delivery.refusals import RefusedError

TYPED_BYTES = 16 * PIECE_BYTES


class TooLargeError(ValueError):
    """A content is larger than any that fits a type."""

    def __init__(self, item: str) -> None:
        self.item = item
        super().__init__(
            f"What “{item}” is to hold is larger than {TYPED_BYTES // PIECE_BYTES} MiB; as an item "
            "with a type it is a JSON document. Look whether it is the right file."
        )


@dataclass(frozen=True, kw_only=True)
class Commanding(Contents):
    """What is asked of one case.

    Args:
        streams: What installed packages know of the streams' items.
        answering: Holds whoever acts against the register of people.
    """

    streams: Streams = NO_STREAMS
    answering: Answering | None = None

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

    def require_seen(self, case_id: str, by: By) -> None:
        """Look whether a case is at the version that somebody has seen.

        Raises:
            NoSuchCaseError: There is no such case.
            ConflictError: It is not.
        """
        case, expected = self._entered(case_id), by.expected_version
        if expected is not None and expected != case.version:
            stale = StaleError(case_id, expected=expected, found=case.version)
            raise self._clerk.conflict(stale)

    def require_writable(self, case_id: str) -> None:
        """Look whether whoever comes may record in a case.

        Raises:
            NoSuchCaseError: There is no such case, as far as they may know.
            DeniedError: They may see it, and record nothing in it.
        """
        self._entered(case_id, do.Record(item="", sha256=""))

    def is_done(self, by: By) -> bool:
        """Tell whether the same key was answered before."""
        return self._clerk.answered(by) is not None

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
