"""A program in the cases of homes: it acts in its own name, as far as the boundary lets it."""

import json
import os
import socket
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import Generic, TypeVar

from penstock.app.cases.acting import By, new_key
from penstock.app.cases.blobs import DamagedContentError, UnkeptContentError
from penstock.app.cases.clearing import Clearance
from penstock.app.cases.usecases import Cases
from penstock.app.devices.allowing import home_object
from penstock.app.items.problems import UnfitItemError
from penstock.app.items.values import item_among, value_of
from penstock.casework.device.registry import Home
from penstock.delivery.case import Case
from penstock.delivery.items import ItemType, item_type
from penstock.delivery.refusals import RefusedError
from penstock.delivery.stage_acts import ActRefusedError, StageAct, UnfitActResultError

_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Change(Generic[_T]):
    """An item as a case holds it, and as an act would record it."""

    before: _T | None
    after: _T


class DeniedRoundError(Exception):
    """The boundary denies what the program wants to do in a case."""


TROUBLES = (
    ActRefusedError,
    RefusedError,
    DeniedRoundError,
    DamagedContentError,
    UnkeptContentError,
    UnfitActResultError,
    UnfitItemError,
)
"""What may be wrong with one home, and stops nothing that is done for others."""


@dataclass(frozen=True, kw_only=True)
class Program:
    """Does acts in cases of homes.

    Args:
        cases: The cases, without anybody who would have to be let in.
        name: Who the log says did it.
        clearance: Asks the boundary for it.
    """

    cases: Cases
    name: str
    clearance: Clearance

    def case_of(self, home: Home) -> Case | None:
        """Return the case that brought a home; None where there is none."""
        return self.cases.store.case(home.case_id) if home.case_id else None

    def holds(self, case: Case, of: type) -> bool:
        """Tell whether a case holds an item that counts."""
        return bool(_held(case, _kind(of)))

    def digest(self, case: Case, *of: type) -> str:
        """Return what changes with the newest versions of items; nothing where one is missing."""
        items = [_held(case, _kind(each)) for each in of]
        return "".join(case.items[each].sha256 for each in items) if all(items) else ""

    def require_reading(self, case: Case, *of: type) -> None:
        """Ask the boundary whether the program may read items of a case.

        Raises:
            DeniedRoundError: It may not.
            UnaskedError: It cannot be asked.
        """
        items = [_held(case, _kind(each)) for each in of]
        self._require(case, inputs=list(filter(None, items)))

    def require_home(self, home: Home, *, stage_id: str, stream_id: str) -> None:
        """Ask the boundary whether the program may change something in a home.

        Raises:
            DeniedRoundError: It may not.
            UnaskedError: It cannot be asked.
        """
        about = home_object(home)
        ruling = self.clearance.to_touch(about, stage_id=stage_id, stream_id=stream_id)
        if ruling.denial:
            raise DeniedRoundError(f"The {self.clearance.program} {ruling.denial}")

    def kept(self, case: Case, of: type[_T]) -> _T:
        """Return the newest version of an item that the case holds and the program may read."""
        item = _held(case, _kind(of))
        return _value(self.cases.blobs.get(case.items[item].sha256), of, item=item)

    def would_do(self, case: Case, act: str, of: type[_T]) -> Change[_T] | None:
        """Return what an act would change in an item; None where all is recorded already.

        Raises:
            DeniedRoundError: The boundary denies it.
            UnaskedError: It cannot be asked.
            ActRefusedError: The act cannot be done.
            RefusedError: The case does not allow it now.
        """
        self._require_act(case, act)
        made = self.cases.try_act(case.case_id, act, By(actor=self.name, key=new_key())).made
        if all(_holds(case, item, content) for item, content in made.items()):
            return None
        item = item_among(_kind(of), made)
        after = _value(made[item], of, item=item)
        before = self.kept(case, of) if self.holds(case, of) else None
        return Change(before=before, after=after)

    def do(
        self, case: Case, act: str, *, said: Mapping[str, object] | None = None, key: str = ""
    ) -> None:
        """Do an act; of two programs that do the same at once, one is refused.

        Args:
            case: The case, as it was when it was decided to do it.
            act: What it is called.
            said: What is said with it.
            key: The same for the same intention; empty where it is decided anew each time.

        Raises:
            DeniedRoundError: The boundary denies it.
            UnaskedError: It cannot be asked.
            ActRefusedError: The act cannot be done.
            RefusedError: The case does not allow it now.
            ConflictError: Somebody else has changed the case meanwhile.
        """
        seen = None if key else case.version
        by = By(actor=self.name, key=key or new_key(), expected_version=seen)
        if key and self.cases.is_done(by):
            return
        self._require_act(case, act)
        words = json.dumps(said, ensure_ascii=False).encode() if said is not None else b""
        self.cases.do(case.case_id, act, by, said=words)

    def _require_act(self, case: Case, name: str) -> None:
        act = self._act(case, name)
        inputs = [_held(case, each.kind) for each in act.takes.items.values()]
        model = self.cases.store.model(case.fingerprint)
        outputs = [item_among(each, model.items) for each in act.takes.outputs]
        self._require(case, inputs=list(filter(None, inputs)), outputs=outputs)

    def _act(self, case: Case, name: str) -> StageAct:
        code = self.cases.streams.code(case.stream_id)
        acts: Iterable[StageAct] = code.acts if code else ()
        return next(each for each in acts if each.name == name)

    def _require(self, case: Case, *, inputs: Sequence[str], outputs: Sequence[str] = ()) -> None:
        model = self.cases.store.model(case.fingerprint)
        ruling = self.clearance.to_act(case, model, inputs=inputs, outputs=outputs)
        if ruling.denial:
            raise DeniedRoundError(f"The {self.clearance.program} {ruling.denial}")


def program_of(cases: Cases) -> Program:
    """Return the program that looks after homes, as the log and the boundary know it.

    Raises:
        KeyFileError: The key file of the audit log cannot be used.
        AuditError: It belongs to another log.
        UnaskedError: The policies that lie here cannot be used.
    """
    host = socket.gethostname()
    return Program(
        cases=replace(cases, door=None, answering=None),
        name=f"devices-{host}-{os.getpid()}",
        clearance=cases.clearance(f"devices on {host}"),
    )


def _kind(of: type) -> ItemType:
    kind = item_type(of)
    assert kind is not None, f"{of.__name__} is an item of the stream"
    return kind


def _value(content: bytes, of: type[_T], *, item: str) -> _T:
    found = value_of(_kind(of), content, item=item)
    assert isinstance(found, of)
    return found


def _held(case: Case, kind: ItemType) -> str:
    return item_among(kind, [name for name in case.items if case.has(name)])


def _holds(case: Case, item: str, content: bytes) -> bool:
    return case.has(item) and case.items[item].sha256 == sha256(content).hexdigest()
