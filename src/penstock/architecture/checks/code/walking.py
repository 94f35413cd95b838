"""Going through the streams that packages have code for."""

from collections.abc import Iterator

from penstock.architecture.checks.code.streams import StageCode, StreamCode
from penstock.architecture.checks.rule import Subject
from penstock.architecture.model import Stage


def streams(subject: Subject) -> Iterator[tuple[tuple[Stage, ...], StreamCode]]:
    """Yield the stages of each stream of the documents that a package has code for."""
    for stream_id, package in subject.code.items():
        stages = subject.architecture.stages_of(stream_id)
        if stages and not package.is_asleep:
            yield stages, package


def usable_streams(subject: Subject) -> Iterator[tuple[tuple[Stage, ...], StreamCode]]:
    """Yield those whose packages can be used."""
    return (each for each in streams(subject) if not each[1].unusable)


def worked_stages(subject: Subject) -> Iterator[tuple[Stage, StageCode]]:
    """Yield each stage that code works, with what a package says of it."""
    for stages, package in usable_streams(subject):
        for stage in stages:
            said = package.stages.get(stage.id)
            if said is not None and said.work:
                yield stage, said
