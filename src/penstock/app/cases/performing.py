"""Acts of stages, done by people: what is read, asked of whom, and recorded at once."""

from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import TYPE_CHECKING, Any, cast

from penstock.app.cases.acting import By
from penstock.app.cases.clerk import PROGRAM
from penstock.app.cases.commanding import Commanding
from penstock.app.cases.offering import OfferedAct, act_called, offered
from penstock.app.cases.performance import Performance
from penstock.app.items.problems import UnfitItemError
from penstock.app.items.sayings import said_schema
from penstock.app.streams.ports import NO_PORTS, Ports
from penstock.delivery import commands as do
from penstock.delivery.acting import against_doing
from penstock.delivery.case import Case, Status
from penstock.delivery.commands import Command
from penstock.delivery.models import StreamModel
from penstock.delivery.refusals import RefusedError
from penstock.delivery.stage_acts import ActRefusedError, StageAct
from penstock.kernel.terms import key_of

if TYPE_CHECKING:
    from penstock.app.cases.usecases import Cases

_WRITING = do.Record(item="", sha256="")


@dataclass(frozen=True, slots=True, kw_only=True)
class Tried:
    """What an act would record.

    Args:
        case_id: The case.
        act: What it is called.
        made: The contents by the names of their items.
    """

    case_id: str
    act: str
    made: Mapping[str, bytes]


@dataclass(frozen=True, kw_only=True)
class Performing(Commanding):
    """What people do within the stages of one case.

    Args:
        ports: Who provides what acts reach the world through.
    """

    ports: Ports = NO_PORTS

    def do(
        self, case_id: str, act: str, by: By, *, said: bytes = b"", attached: bytes | None = None
    ) -> str:
        """Do an act of a stage, and record all that it makes, or nothing.

        What it takes in is read by whoever does it. The code runs outside any transaction; where
        something that it read has changed by the time it ends, nothing is recorded.

        Args:
            case_id: The case.
            act: What it is called.
            by: Who does it.
            said: What they say, as one JSON object; empty where they say nothing.
            attached: A file that they attach.

        Raises:
            NoSuchCaseError: There is no such case.
            NoSuchNameError: Its stream has no such act.
            UnfitSaidError: What is said does not fit what the act is told: every problem at once.
            ActRefusedError: The act cannot be done, as its code finds.
            RefusedError: The case does not allow it now, or something that it takes in is missing,
                or may not be shown to whoever does it.
            ConflictError: Something that it read was changed meanwhile.
        """
        case, model, found = self._called(case_id, act)
        asked = do.DoAct(
            stage_id=found.stage_id,
            act=found.name,
            said_sha256=sha256(said).hexdigest() if said else "",
            file_sha256=sha256(attached).hexdigest() if attached is not None else "",
            is_anytime=found.anytime,
        )
        if self._clerk.answered(by):
            return self._clerk.hand_in(asked, case_id, by, model)
        performance = self._performance(case, model, found, by)
        made = performance.done(said=said, attached=attached)
        read, kept = performance.read, {item: self.blobs.put(each) for item, each in made.items()}
        whole = replace(asked, seen=case.version, read=read, made=kept)
        answer = self._clerk.hand_in(whole, case_id, by, model)
        if not found.follows:
            self._follow(case_id, made, by)
        return answer

    def act(self, case_id: str, command: Command, by: By) -> str:
        """Do a command, and what follows from it.

        Before a gate is passed, the guards of the stream are asked; what was recorded may make
        other acts follow, which the program does.

        Raises:
            ActRefusedError: A guard objects to passing the gate.
            NoSuchCaseError: There is no such case.
            NoSuchNameError: The command names what the stream does not have.
            RefusedError: The case does not allow it now.
            ConflictError: The caller has seen an older version.
        """
        if isinstance(command, do.Pass) and not self._clerk.answered(by):
            self._ask_guards(case_id, by)
        answer = super().act(case_id, command, by)
        if isinstance(command, do.Record):
            self._follow(case_id, [command.item], by)
        return answer

    def _ask_guards(self, case_id: str, by: By) -> None:
        case = self._entered(case_id)
        model = self._clerk.model(case)
        for each in self._all_acts(model):
            if each.guards and not self._against(each, case, model, ""):
                # The same goes for a guard: only people can judge what has no form.
                with suppress(UnfitItemError):
                    self._performance(case, model, each, by).done(said=b"", attached=None)

    def _follow(self, case_id: str, made: Iterable[str], by: By) -> None:
        """Do the acts that follow what was recorded; what they refuse did not have to be done."""
        keys = {key_of(each) for each in made}
        case = self._clerk.case(case_id)
        for each in self._known_acts(self._clerk.model(case)):
            read = {taken.kind.key for taken in each.takes.items.values()}
            if each.follows and not keys.isdisjoint(read):
                program = By(actor=PROGRAM, key=f"{by.key}/{each.name}")
                # What was recorded before there was a type tells no program anything.
                with suppress(ActRefusedError, RefusedError, UnfitItemError):
                    self.do(case_id, each.name, program)

    def try_act(
        self, case_id: str, act: str, by: By, *, said: bytes = b"", attached: bytes | None = None
    ) -> Tried:
        """Return what an act would record now; nothing is."""
        case, model, found = self._called(case_id, act)
        performance = self._performance(case, model, found, by, is_trial=True)
        made = performance.done(said=said, attached=attached)
        return Tried(case_id=case.case_id, act=found.name, made=made)

    def said_schema(self, case_id: str, act: str) -> dict[str, Any] | None:
        """Return the JSON Schema of what an act is told; None where it is told nothing."""
        return said_schema(self._called(case_id, act)[2])

    def acts(self, case_id: str, *, person: str = "") -> tuple[OfferedAct, ...]:
        """Return what can be done within the stages of a case: now, for whom, or why not.

        Those of the stage that the case is in come first.

        Args:
            case_id: The case.
            person: Whom it is shown to; empty for no one in particular.
        """
        case = self._entered(case_id)
        model = self._clerk.model(case)
        here = case.stage_id

        def place(act: StageAct) -> tuple[bool, int]:
            return act.stage_id != here, model.position(act.stage_id)

        acts = sorted(self._known_acts(model), key=place)
        return tuple(
            offered(each, case, model, because=self._against(each, case, model, person))
            for each in acts
        )

    def _called(self, case_id: str, act: str) -> tuple[Case, StreamModel, StageAct]:
        case = self._entered(case_id, _WRITING)
        model = self._clerk.model(case)
        return case, model, act_called(act, self._known_acts(model), case=case)

    def _known_acts(self, model: StreamModel) -> Iterable[StageAct]:
        return [each for each in self._all_acts(model) if not each.guards]

    def _all_acts(self, model: StreamModel) -> Iterable[StageAct]:
        code = self.streams.code(model.stream_id) if self.streams.are_about(model) else None
        known = {stage.id for stage in model.stages}
        return [each for each in (code.acts if code else ()) if each.stage_id in known]

    def _performance(
        self, case: Case, model: StreamModel, act: StageAct, by: By, *, is_trial: bool = False
    ) -> Performance:
        if because := self._against(act, case, model, by.actor):
            refused = RefusedError(case.case_id, because=f"“{act.name}” {because}")
            raise self._clerk.with_possibilities(refused)
        ports = self.ports.given(
            f"“{act.name}” of stage {act.stage_id}",
            act.takes.ports,
            cast("Cases", self),
            is_trial=is_trial,
        )
        door = self.door.working(act.stage_id, case.stream_id) if self.door else None
        return Performance(
            case=case,
            model=model,
            act=act,
            person=by.actor,
            now=self.now(),
            ports=ports,
            door=door,
            blobs=self.blobs,
            log=lambda: self.store.log(case.case_id),
        )

    def _against(self, act: StageAct, case: Case, model: StreamModel, person: str) -> str:
        """Return why an act cannot be done now by somebody; empty where it can be tried."""
        if case.ended:
            return f"cannot be done any more: the case is {case.status}"
        if case.status is Status.HELD:
            return f"cannot be done: the case is on hold: {case.reason}"
        if because := against_doing(case, act.stage_id, model, is_anytime=act.anytime):
            return because
        because = ""
        if self.answering and person and act.roles:
            because = self.answering.against_acting(person, act.roles)
        return because or self.ports.against(act.takes.ports)
