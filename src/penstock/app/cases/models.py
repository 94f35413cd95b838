"""The models that new cases run on, read from the documents when they are first asked for."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from penstock.app.cases.naming import chosen
from penstock.architecture.model import Architecture
from penstock.delivery.case import Status
from penstock.delivery.from_documents import stream_model
from penstock.delivery.models import StageModel, StreamModel
from penstock.delivery.ports import Wanted
from penstock.delivery.procedures import Procedure
from penstock.governance.service_levels.calendars import Calendar


@dataclass(frozen=True, kw_only=True)
class Models:
    """The models of an architecture's value streams.

    Args:
        read: Returns the architecture; called when a model is asked for, once for the same
            documents.
        changed: Tells whether the documents changed since this was last asked.
        calendar: Returns the business calendar that service levels count on, if there is one.
        procedures: Returns the procedures that lie beside the documents.
        papers: Returns what packages say of the papers of a model's stages.
    """

    read: Callable[[], Architecture]
    changed: Callable[[], bool] = lambda: False
    calendar: Callable[[], Calendar | None] = lambda: None
    procedures: Callable[[Architecture], Sequence[Procedure]] = lambda _: ()
    _models: dict[tuple[str, str], StreamModel] = field(
        default_factory=dict, init=False, repr=False
    )
    papers: Callable[[StreamModel], Mapping[str, Sequence[str]]] = lambda _model: {}
    _read: list[Architecture] = field(default_factory=list, init=False, repr=False)
    _laid_down: list[Sequence[Procedure]] = field(default_factory=list, init=False, repr=False)
    _found_roles: list[Sequence[str]] = field(default_factory=list, init=False, repr=False)

    @property
    def architecture(self) -> Architecture:
        """What the documents state now."""
        if self.changed():
            self._read.clear()
        if not self._read:
            # Where they cannot be read, the next who asks tries again.
            self._models.clear()
            self._laid_down.clear()
            self._found_roles.clear()
            self._read.append(self.read())
        return self._read[0]

    @property
    def stream_ids(self) -> Sequence[str]:
        """The streams that can be worked, in their documents' order."""
        return tuple(self.architecture.stages_by_stream)

    def current(self, stream: str, *, procedure: str = "") -> StreamModel:
        """Return the model of a stream, or of a procedure of it, as the documents state it now.

        Raises:
            NoSuchNameError: The documents state no stages of a stream called so, or it has no such
                procedure.
        """
        stream_id = chosen(stream, self.stream_ids, kind="value stream", of="the documents")
        if (stream_id, "") not in self._models:
            model = stream_model(self.architecture, stream_id, calendar=self.calendar())
            self._models[stream_id, ""] = model.with_papers(self.papers(model))
        own = self._models[stream_id, ""]
        return self._by_procedure(own, procedure) if procedure else own

    def all_of(self, stream: str) -> tuple[StreamModel, ...]:
        """Return the models of a stream: that of its own stages, and those of its procedures.

        Raises:
            NoSuchNameError: The documents state no stages of a stream called so.
        """
        own = self.current(stream)
        names = self._procedures(own.stream_id)
        return (own, *(self._by_procedure(own, name) for name in names))

    def _by_procedure(self, own: StreamModel, words: str) -> StreamModel:
        known = self._procedures(own.stream_id)
        name = chosen(words, tuple(known), kind="procedure", of=own.stream_id)
        if (own.stream_id, name) not in self._models:
            model = known[name].model(own)
            self._models[own.stream_id, name] = model.with_papers(self.papers(model))
        return self._models[own.stream_id, name]

    def _procedures(self, stream_id: str) -> dict[str, Procedure]:
        architecture = self.architecture
        if not self._laid_down:
            self._laid_down.append(self.procedures(architecture))
        return {each.id: each for each in self._laid_down[0] if each.stream_id == stream_id}

    def spelt(self, wanted: Wanted) -> Wanted:
        """Return what a work list shall show, in the spelling of the documents.

        Raises:
            NoSuchNameError: It names what the documents do not have.
        """
        known = {
            "stream_id": ("value stream", self.stream_ids),
            "stage_id": ("stage", [stage.id for stage in self._stages(wanted.stream_id)]),
            "role": ("role", self.roles),
            "status": ("status", tuple(Status)),
        }
        names: dict[str, Any] = {
            field: chosen(getattr(wanted, field), names, kind=kind, of="the documents")
            for field, (kind, names) in known.items()
            if getattr(wanted, field)
        }
        return replace(wanted, **names)

    def _stages(self, stream: str = "") -> Iterator[StageModel]:
        for stream_id in (stream,) if stream else self.stream_ids:
            for model in self.all_of(stream_id):
                yield from model.stages

    @property
    def roles(self) -> Sequence[str]:
        """The roles that work stages, in the order of their names."""
        # Where the documents changed, what was found before is forgotten first.
        stream_ids = self.stream_ids
        if not self._found_roles:
            stages = (stage for each in stream_ids for stage in self._stages(each))
            roles = {role for stage in stages for role in stage.responsible}
            self._found_roles.append(tuple(sorted(roles)))
        return self._found_roles[0]
