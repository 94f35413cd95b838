"""One act at work: what it is given, and the contents of what it makes."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from penstock.app.cases.blobs import Blobs
from penstock.app.cases.door import Door
from penstock.app.cases.recorded import counting, facts_of
from penstock.app.items.problems import UnfitItemError
from penstock.app.items.sayings import said_value
from penstock.app.items.values import content_of, item_among, value_of
from penstock.delivery.acting import read_of
from penstock.delivery.case import Case
from penstock.delivery.events import ItemRead
from penstock.delivery.items import ItemType
from penstock.delivery.models import StreamModel
from penstock.delivery.ports import Logged
from penstock.delivery.refusals import RefusedError
from penstock.delivery.signatures import ATTACHED, SAID, TakenItem, Taking
from penstock.delivery.stage_acts import ActRefusedError, StageAct


@dataclass(frozen=True, kw_only=True)
class Performance:
    """An act that a person does in a case.

    Args:
        case: The case, as it was read.
        model: The model that it runs on.
        act: The act.
        person: Who does it.
        now: The moment it is.
        ports: What the act is given for its ports.
        door: Lets them read what the boundary allows; None for programs.
        blobs: Where contents are kept.
        log: Returns what has happened in the case.
    """

    case: Case
    model: StreamModel
    act: StageAct
    person: str
    now: datetime
    ports: Mapping[str, object]
    door: Door | None
    blobs: Blobs
    log: Callable[[], Iterable[Logged]]
    _read: list[ItemRead] = field(default_factory=list, init=False, repr=False)

    @property
    def read(self) -> tuple[ItemRead, ...]:
        """What it has read, be it that there was nothing."""
        return tuple(self._read)

    def done(self, *, said: bytes, attached: bytes | None) -> dict[str, bytes]:
        """Do it, and return the contents of what it makes, by the names of their items.

        Raises:
            UnfitSaidError: What is said does not fit what the act is told.
            ActRefusedError: Its code finds that it cannot be done.
            RefusedError: Something that it takes in is missing or may not be shown.
        """
        given: dict[str, object] = dict(self.ports)
        if (value := said_value(self.act, said)) is not None:
            given[SAID] = value
        self._require_file(attached)
        for name, taken in self.act.takes.items.items():
            given[name] = self._taken(taken)
        facts = facts_of(self.case, person=self.person)
        try:
            made = self.act.do(given, now=self.now, case=facts, attached=attached)
        except UnfitItemError:
            raise
        except ValueError as error:
            # What the class of an item refuses is refused in its words.
            raise ActRefusedError(str(error)) from error
        return dict(self._written(made))

    def _written(self, made: Iterable[tuple[ItemType, object]]) -> Iterator[tuple[str, bytes]]:
        for kind, value in made:
            item = self._named(kind)
            if not item:
                raise self._unknown(kind, "makes")
            yield item, content_of(kind, value, item=item)

    def _taken(self, taken: TakenItem) -> object:
        item = self._named(taken.kind)
        held = read_of(self.case, item) if item else None
        if held is not None:
            self._read.append(held)
        if held is None or not held.version:
            return self._absent(taken, item)
        if self.door:
            self.door.item(self.case.case_id, item)
        if taken.how is not Taking.ALL:
            return value_of(taken.kind, self.blobs.get(held.sha256), item=item)
        versions = counting(self.log())[item]
        return tuple(value_of(taken.kind, self.blobs.get(each), item=item) for each in versions)

    def _absent(self, taken: TakenItem, item: str) -> object:
        if taken.how is Taking.OPTIONAL:
            return None
        if taken.how is Taking.ALL:
            return ()
        if not item:
            raise self._unknown(taken.kind, "takes in")
        because = f"“{self.act.name}” needs “{item}”, and none that counts is recorded"
        raise RefusedError(self.case.case_id, because=because)

    def _named(self, kind: ItemType) -> str:
        """Return what the model of the case calls an item; what it holds comes first."""
        held = item_among(kind, [name for name in self.model.items if self.case.has(name)])
        return held or item_among(kind, self.model.items)

    def _unknown(self, kind: ItemType, verb: str) -> RefusedError:
        because = (
            f"“{self.act.name}” {verb} {kind.name}, which the model of this case does not know; "
            "'penstock case migrate' moves it to the one of today"
        )
        return RefusedError(self.case.case_id, because=because)

    def _require_file(self, attached: bytes | None) -> None:
        if attached is not None and ATTACHED not in self.act.takes.told:
            because = f"“{self.act.name}” takes no file"
        elif attached is None and self.act.takes.needs_file:
            because = f"“{self.act.name}” needs a file; attach it"
        else:
            return
        raise RefusedError(self.case.case_id, because=because)
