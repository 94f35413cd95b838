"""The streams that installed packages have code for, which is loaded when it is needed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from penstock.app.cases.working import TypedWork, Work
from penstock.app.packages.code import StreamCode, load_code
from penstock.app.packages.installed import Packages, installed
from penstock.app.streams.ports import PROVIDED, Ports
from penstock.delivery.items import ItemType
from penstock.delivery.models import StreamModel


@dataclass(frozen=True, kw_only=True)
class Streams:
    """The streams that installed packages have code for.

    Args:
        packages: The packages.
    """

    packages: Packages
    _codes: dict[str, StreamCode] = field(default_factory=dict, init=False, repr=False)

    @cached_property
    def bound(self) -> frozenset[str]:
        """The stages whose work some package does."""
        return frozenset(
            stage_id
            for package in self.packages.usable.values()
            for stage_id, entry in package.manifest.stages.items()
            if entry.work
        )

    def are_about(self, model: StreamModel) -> bool:
        """Tell whether the package of a stream is about what documents call so."""
        package = self.packages.manifest_of(model.stream_id)
        # A procedure has a name of its own.
        return package is None or bool(model.procedure) or package.is_about(model.name)

    def papers(self, model: StreamModel) -> Mapping[str, Sequence[str]]:
        """Return the papers of a model's stages, as the package names them that is about it.

        The same without what its code needs, so that cases run on one model wherever they run.
        """
        package = self.packages.manifest_of(model.stream_id)
        stages = package.manifest.stages if package and self.are_about(model) else {}
        return {stage_id: entry.papers for stage_id, entry in stages.items() if entry.papers}

    def code(self, stream_id: str) -> StreamCode | None:
        """Return the code of a stream; None where no package has any.

        Raises:
            UnusableStreamError: A package has, and it cannot be used.
        """
        if (unusable := self.packages.unusable.get(stream_id)) is not None:
            raise unusable
        package = self.packages.usable.get(stream_id)
        if package is not None and stream_id not in self._codes:
            self._codes[stream_id] = load_code(package)
        return self._codes.get(stream_id)

    def type_in(self, model: StreamModel, item: str) -> ItemType | None:
        """Return the type of an item in cases of a model; None where it has none.

        Raises:
            UnusableStreamError: The package cannot be used, so that nobody knows the type.
            UnusableWorkError: The same, because some of its functions cannot be used.
        """
        return self.item_type(model.stream_id, item) if self.are_about(model) else None

    def item_type(self, stream_id: str, item: str) -> ItemType | None:
        """Return the type of a stream's information item; None where it has none.

        Raises:
            UnusableStreamError: The package cannot be used, so that nobody knows the type.
            UnusableWorkError: The same, because some of its functions cannot be used.
        """
        code = self.code(stream_id)
        if code is None:
            return None
        if (found := code.type_of(item)) is None:
            # A function that cannot be loaded may be the one that knows it.
            for unusable in code.unusable.values():
                raise unusable
        return found

    def ports(self, folder: Path | None = None) -> Ports:
        """Return who provides what acts and works reach the world through.

        Args:
            folder: The documents that were named; None for the usual ones.
        """
        places = dict(PROVIDED)
        for package in self.packages.usable.values():
            places |= package.ports
        return Ports(places=places, folder=folder)

    def works(self) -> dict[str, Work]:
        """Return what does the work of all stages that packages have code for.

        Raises:
            UnusableStreamError: A package cannot be used.
            UnusableWorkError: The work of a stage cannot be used.
            UnprovidedPortError: Code asks for a port that nobody provides.
        """
        found: dict[str, Work] = {}
        for unusable in self.packages.unusable.values():
            raise unusable
        for stream_id in self.packages.usable:
            code = self.code(stream_id)
            assert code is not None
            for error in code.unusable.values():
                raise error
            found |= {stage_id: TypedWork(work) for stage_id, work in code.works.items()}
            self._require_ports(code)
        return found

    def _require_ports(self, code: StreamCode) -> None:
        ports = self.ports()
        for work in code.works.values():
            ports.require(f"the work of stage {work.stage_id}", work.takes.ports)


NO_STREAMS = Streams(packages=Packages(usable={}, unusable={}))


def streams() -> Streams:
    """Return the streams that installed packages have code for."""
    return Streams(packages=installed())
