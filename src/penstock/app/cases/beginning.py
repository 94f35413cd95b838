"""Beginning a case: under the given id, the next free one, or one beside the case that asks."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from penstock.app.cases.acting import By, ConflictError
from penstock.app.cases.clerk import Clerk
from penstock.app.cases.naming import chosen
from penstock.app.cases.numbering import fit_id, next_id
from penstock.delivery import commands as do
from penstock.delivery.case import Case
from penstock.delivery.handling import KeyUsedError
from penstock.delivery.models import StreamModel
from penstock.delivery.refusals import RefusedError
from penstock.kernel.sides import Side


def opening(model: StreamModel, *, case_id: str, about: Mapping[str, str]) -> do.Open:
    """Return the command that begins a case of a stream.

    Raises:
        NoSuchNameError: The stream delivers no such product.
    """
    product = about.get("product", "")
    if product and model.products:
        product = chosen(product, model.products, kind="product", of=model.stream_id)
    said = {"customer": "", **about, "product": product}
    return do.Open(case_id=case_id, **said)


def excludes(model: StreamModel, other: StreamModel) -> bool:
    """Tell whether two streams belong to the two sides that know nothing of each other."""
    own, others = Side.read(model.side), Side.read(other.side)
    return own is not None and others is not None and own.excludes(others)


@dataclass(frozen=True, kw_only=True)
class Beginner:
    """Begins cases of one stream for somebody.

    Args:
        clerk: Hands in commands.
        by: Who begins them.
        model: What they run on.
    """

    clerk: Clerk
    by: By
    model: StreamModel

    def begin(self, wanted: do.Open) -> str:
        """Begin a case, and return its standing as one line of JSON.

        Raises:
            UnfitCaseIdError: No case can be called so.
            RefusedError: There is a case called so.
            KeyUsedError: The key was used for something else.
        """
        if not wanted.case_id:
            return self._begin_next(wanted)
        self.begun_before()
        return self.clerk.hand_in(wanted, fit_id(wanted.case_id), self.by, self.model)

    def begun_before(self) -> str:
        """Return the case that the same key has begun, so that it begins no second one."""
        before = self.clerk.answered(self.by)
        if before and before.stream_id != self.model.stream_id:
            raise KeyUsedError(self.by.key)
        return before.case_id if before else ""

    def id_beside(self, case: Case) -> str:
        """Return an id that tells nothing of the other side; none where both are of one.

        The next free number would tell how many cases the other side has.
        """
        if before := self.begun_before():
            return before
        if not excludes(self.clerk.model(case), self.model):
            return ""
        stream_id = self.model.stream_id
        asked = sum(link.stream_id == stream_id for link in case.links.values())
        return f"{case.case_id}-{stream_id}-{asked + 1}"

    def _begin_next(self, command: do.Open) -> str:
        while True:
            before = self.begun_before()
            case_id = before or self._free_id()
            wanted = replace(command, case_id=case_id)
            try:
                return self.clerk.hand_in(wanted, case_id, self.by, self.model)
            except (KeyUsedError, RefusedError, ConflictError):
                # Somebody took the number meanwhile, or sent the same twice at once: look again.
                if before or not (self.clerk.answered(self.by) or self.clerk.found(case_id)):
                    raise

    def _free_id(self) -> str:
        with self.clerk.store.transaction() as transaction:
            return next_id(self.model.stream_id, transaction)
