"""What the boundary says of the jobs that a program does: what it may read, what it may hand in."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field

from penstock.app.cases.objects import case_object
from penstock.app.cases.origins import Origins
from penstock.app.guarding.checkpoint import Checkpoint, Keep, UnaskedError
from penstock.app.guarding.classes import DataClasses
from penstock.app.guarding.opening import Company
from penstock.app.guarding.purposes import Purposes
from penstock.app.guarding.wanting import Ruling, Want
from penstock.delivery.case import Case
from penstock.delivery.items import ItemType
from penstock.delivery.jobs import Begun
from penstock.delivery.models import StreamModel
from penstock.governance.audit.ports import AuditLog, Joint
from penstock.governance.boundary.asking import Action, Actor, Object
from penstock.kernel.sides import Side

ALLOWED = Ruling()


@dataclass(frozen=True, kw_only=True)
class Clearance:
    """Asks the boundary for a program that does the work of stages.

    The program acts for the side of the case, in place of the roles that work the stage: what is
    closed to their functions is closed to it.

    Args:
        program: Its name; it is none of the people whom the register knows.
        checkpoint: Where it asks.
        origins: What the items that it takes in were made of.
        item_type: Returns what code says of a stream's item; None where none does.
        classes: What information items are about.
        purposes: What stages are worked for.
        functions: The functions of those roles that have any.
    """

    program: str
    checkpoint: Checkpoint
    origins: Origins
    item_type: Callable[[str, str], ItemType | None]
    classes: DataClasses
    purposes: Purposes
    functions: Mapping[str, frozenset[str]]
    # One for each stage, not for each job.
    _actors: dict[tuple[str, ...], Actor] = field(default_factory=dict, init=False, repr=False)

    @classmethod
    def of(
        cls,
        company: Company,
        log: AuditLog,
        *,
        program: str,
        item_type: Callable[[str, str], ItemType | None],
    ) -> "Clearance":
        """Return the clearance of a program in a company.

        Raises:
            UnaskedError: What the company lays down cannot be used.
        """
        try:
            return cls(
                program=f"program {program}",
                checkpoint=company.checkpoint(log),
                origins=Origins(store=company.store, classes=company.classes),
                item_type=item_type,
                classes=company.classes,
                purposes=company.purposes,
                functions=company.council.roles.functions,
            )
        except (LookupError, ValueError) as error:
            raise UnaskedError(f"The boundary cannot be asked. {error}") from error

    def joining(self) -> AbstractContextManager[Joint]:
        """Yield what adds rulings to the units of work that take jobs, and end within.

        Raises:
            UnaskedError: Something could not be decided or recorded; what was under way is undone.
        """
        return self.checkpoint.joining()

    def to_work(
        self, begun: Sequence[Begun], *, keep: Keep | None = None
    ) -> Sequence[Ruling | None]:
        """Rule on reading the inputs of jobs and handing in what their stages give out.

        None for those that have to be asked about alone.

        Args:
            begun: The jobs.
            keep: Adds the rulings to the unit of work that takes them; otherwise they are on
                record at once.

        Raises:
            UnaskedError: It could not be decided or recorded; nothing may be read.
        """
        return self._sifted([self._working(each) for each in begun], keep)

    def to_work_alone(self, begun: Begun) -> Ruling:
        """Rule on the same for one job, by a consent where it takes one.

        Raises:
            UnaskedError: It could not be decided or recorded; nothing may be read.
        """
        want = self._working(begun)
        return self.checkpoint.rule(want) if want else ALLOWED

    def to_hand_in(self, made: Sequence[tuple[Begun, Iterable[str]]]) -> Sequence[Ruling]:
        """Rule on handing in what was made for jobs, by the names of its items.

        Raises:
            UnaskedError: It could not be decided or recorded; nothing may be handed in.
        """
        wants = [self._want(begun.case, begun.model, outputs=items) for begun, items in made]
        both = zip(wants, self._sifted(wants), strict=True)
        return [
            ruling or (self.checkpoint.rule(want) if want else ALLOWED) for want, ruling in both
        ]

    def to_act(
        self,
        case: Case,
        model: StreamModel,
        *,
        inputs: Sequence[str],
        outputs: Sequence[str] = (),
    ) -> Ruling:
        """Rule on reading items of a case and recording others, by a consent where it takes one.

        Raises:
            UnaskedError: It could not be decided or recorded; nothing may be read.
        """
        want = self._want(case, model, inputs=inputs, outputs=outputs)
        return self.checkpoint.rule(want) if want else ALLOWED

    def to_touch(self, about: Object, *, stage_id: str, stream_id: str) -> Ruling:
        """Rule on changing something beside cases for a stage, by a consent where it takes one.

        Raises:
            UnaskedError: It could not be decided or recorded; nothing may be changed.
        """
        want = Want(
            actor=self._actor(()),
            hat=about.side,
            purpose=self.purposes.of(stage_id=stage_id, stream_id=stream_id),
            deeds=((Action.WRITE, about),),
        )
        return self.checkpoint.rule(want)

    def to_be_told(
        self, case: Case, model: StreamModel, *answers: Object, purpose: str = ""
    ) -> Ruling:
        """Rule on telling a case how one of the other side ended, by a consent where it takes one.

        Raises:
            UnaskedError: It could not be decided or recorded; nothing may be told.
        """
        want = Want(
            actor=self._actor(model.stage(case.stage_id).responsible),
            hat=Side.read(model.side),
            purpose=purpose or self.purposes.of(stage_id=case.stage_id, stream_id=case.stream_id),
            deeds=tuple((Action.READ, each) for each in answers),
        )
        return self.checkpoint.rule(want)

    def denied(self, ruling: Ruling) -> str:
        """Return what the task of a job says that was denied."""
        return f"The {self.program} {ruling.denial} Its code was given nothing, and gave nothing."

    def _sifted(
        self, wants: Sequence[Want | None], keep: Keep | None = None
    ) -> Sequence[Ruling | None]:
        rulings = iter(self.checkpoint.sift([want for want in wants if want], keep=keep))
        return [next(rulings) if want else ALLOWED for want in wants]

    def _working(self, begun: Begun) -> Want | None:
        stage = begun.model.stage(begun.case.stage_id)
        inputs = (*stage.inputs, *(each for each in begun.beside if each not in stage.inputs))
        return self._want(begun.case, begun.model, inputs=inputs, outputs=stage.outputs)

    def _want(
        self,
        case: Case,
        model: StreamModel,
        *,
        inputs: Sequence[str] = (),
        outputs: Iterable[str] = (),
    ) -> Want | None:
        """Return what is asked; nothing where documents give the stream no side."""
        about = case_object(case, model)
        if about is None:
            return None
        deeds = [(Action.READ, about)]
        deeds += [(Action.READ, self._item(each, about, case.stream_id)) for each in inputs]
        deeds += [(Action.READ, each) for each in self._origins(case, inputs, deeds)]
        deeds += [(Action.WRITE, about)]
        deeds += [(Action.WRITE, self._item(each, about, case.stream_id)) for each in outputs]
        return Want(
            actor=self._actor(model.stage(case.stage_id).responsible),
            hat=about.side,
            purpose=self.purposes.of(stage_id=case.stage_id, stream_id=case.stream_id),
            deeds=tuple(deeds),
        )

    def _origins(
        self, case: Case, inputs: Iterable[str], asked: Sequence[tuple[Action, Object]]
    ) -> Sequence[Object]:
        """Return what inputs were made of, as far as it is not asked about anyway."""
        known = {each.id for _, each in asked}
        return [each for each in self.origins.of(case, *inputs) if each.id not in known]

    def _item(self, item: str, held_by: Object, stream_id: str) -> Object:
        kind = self.item_type(stream_id, item)
        return self.classes.inside(item, held_by=held_by, kind=kind)

    def _actor(self, roles: tuple[str, ...]) -> Actor:
        if roles not in self._actors:
            self._actors[roles] = self._acting_for(roles)
        return self._actors[roles]

    def _acting_for(self, roles: Iterable[str]) -> Actor:
        functions = frozenset().union(*(self.functions.get(role, ()) for role in roles))
        # Programs serve both sides; the case tells for which they act.
        return Actor(id=self.program, side=Side.ENTERPRISE, functions=functions)
