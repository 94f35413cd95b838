"""What was recorded in cases, read as far as the boundary allows it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from tempfile import SpooledTemporaryFile
from typing import TYPE_CHECKING, BinaryIO

from penstock.app.cases.blobs import PIECE_BYTES, Blobs
from penstock.app.cases.clerk import Clerk
from penstock.app.cases.door import Door
from penstock.app.cases.naming import chosen
from penstock.app.cases.recorded import recorded
from penstock.delivery.case import Case
from penstock.delivery.ports import Store

if TYPE_CHECKING:
    from penstock.app.cases.clearing import Clearance


@dataclass(frozen=True, kw_only=True)
class Contents:
    """The contents of cases.

    Args:
        store: Where cases are kept.
        blobs: Where contents are kept.
        now: Returns the moment it is.
        bound: Stages whose work a worker does.
        door: Lets whoever comes see and do what the boundary allows; None for programs.
        between: Returns where it is asked what cases of one side may be told of the other; None
            where nobody stands between them.
    """

    store: Store
    blobs: Blobs
    now: Callable[[], datetime]
    bound: frozenset[str] = frozenset()
    door: Door | None = None
    between: "Callable[[], Clearance] | None" = None

    def content(self, case_id: str, item: str, *, version: int | None = None) -> bytes:
        """Return what was recorded as an item, by default its newest version.

        Raises:
            NoSuchNameError: Nothing was recorded as such an item, or not so often.
            DamagedContentError: It is gone, or no longer what it was.
        """
        return self.blobs.get(self._digest(self._holding(case_id, item), item, version))

    def content_to(
        self, case_id: str, item: str, target: BinaryIO, *, version: int | None = None
    ) -> None:
        """Write what was recorded as an item, however large, once it is known to be undamaged.

        Raises:
            RefusedError: The consent that it is read by was taken back meanwhile.
        """
        case = self._holding(case_id, item)
        digest = self._digest(case, item, version)
        with SpooledTemporaryFile(PIECE_BYTES) as checked:
            for piece in self.blobs.pieces(digest):
                checked.write(piece)
            is_large = checked.tell() > PIECE_BYTES
            checked.seek(0)
            while piece := checked.read(PIECE_BYTES):
                # What takes a while stops when the customer takes the consent back.
                is_large = is_large and self.door is not None and self.door.goes_on(case, item)
                target.write(piece)

    def _holding(self, case_id: str, item: str) -> Case:
        return self.door.item(case_id, item) if self.door else self._clerk.case(case_id)

    def _digest(self, case: Case, item: str, version: int | None) -> str:
        case_id = case.case_id
        name = chosen(item, sorted(case.items), kind="recorded item", of=case_id)
        digests = recorded(self.store.log(case_id))[name]
        wanted = str(version or case.items[name].version)
        return digests[chosen(wanted, tuple(digests), kind="version", of=name)]

    @cached_property
    def _clerk(self) -> Clerk:
        return Clerk(store=self.store, now=self.now, bound=self.bound, clearance=self.between)
