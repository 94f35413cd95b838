"""What one value stream map shows, gathered once from the model."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from penstock.architecture.drawing.options import Band, Crowd
from penstock.architecture.drawing.references import (
    Clashes,
    Reference,
    clashes,
    maturity_level,
    references,
)
from penstock.architecture.model import Architecture, Capability, Stage, ValueStream


@dataclass(frozen=True)
class Content:
    """A value stream, its surroundings, and the bands that are wanted."""

    architecture: Architecture
    stream: ValueStream
    show: frozenset[Band]
    crowds: Mapping[str, Crowd] | None = None

    @cached_property
    def stages(self) -> tuple[Stage, ...]:
        """The stages, in order."""
        return self.architecture.stages_of(self.stream.id)

    @cached_property
    def _clashes(self) -> Clashes:
        return clashes(self.architecture)

    @cached_property
    def references(self) -> tuple[tuple[Reference, ...], ...]:
        """The capabilities that each stage names."""
        return tuple(references(self.architecture, each, self._clashes) for each in self.stages)

    @cached_property
    def named(self) -> tuple[Reference, ...]:
        """The capabilities that all stages name."""
        return tuple(reference for several in self.references for reference in several)

    @cached_property
    def has_maturity(self) -> bool:
        """Whether the documents state the maturity of any capability."""
        capabilities = self.architecture.all(Capability).values()
        return any(maturity_level(each) for each in capabilities)
