"""What a service can take: the largest export that keeps all limits, and what would take more."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import ROUND_DOWN, Decimal

from penstock.casework.interconnection import Condition, Project
from penstock.engineering.network.feeders import Feeder
from penstock.engineering.network.hosting import largest
from penstock.engineering.network.operating import Generator
from penstock.engineering.network.study.limits import Criterion
from penstock.engineering.network.study.studying import Study, study
from penstock.streams.aov_04_interconnection.connecting import (
    LEAST_KW,
    generator_of,
    required_settings,
)
from penstock.streams.aov_04_interconnection.finding import listed
from penstock.streams.aov_04_interconnection.ports import Grid, ServicePoint

_TENTH = Decimal("0.1")
_APPLICANT, _UTILITY = "applicant", "utility"


@dataclass(frozen=True, kw_only=True)
class OnTerms:
    """A connection on the terms that make it possible.

    Args:
        done: The study of it on these terms.
        limit_kw: The most that may flow out; None where all that is asked for may. [kW]
        broken: The limits that all that is asked for would break, in words.
        conditions: What has to be kept or built.
    """

    done: Study
    limit_kw: Decimal | None = None
    broken: str = ""
    conditions: tuple[Condition, ...] = ()


def on_terms(project: Project, point: ServicePoint, grid: Grid) -> OnTerms:
    """Study a project with the required settings, and with an export limit where it needs one."""
    feeder = grid.feeder(point.feeder, grid.agreed(point))
    generator = generator_of(project, point, settings=required_settings())
    wanted = study(feeder, generator)
    if wanted.passed:
        return OnTerms(done=wanted)
    limit_kw = largest_export_kw(feeder, generator)
    limited = replace(generator, kw=max(float(limit_kw), LEAST_KW), kva=generator.rated_kva)
    return OnTerms(
        done=study(feeder, limited),
        limit_kw=limit_kw,
        broken=_broken_words(wanted),
        conditions=tuple(conditions_of(wanted, project, limit_kw, point, grid)),
    )


def largest_export_kw(feeder: Feeder, generator: Generator) -> Decimal:
    """Return the largest power of a generator that keeps all limits, in tenths of a kW [kW]."""

    def margin(kw: float) -> float:
        tried = replace(generator, kw=kw, kva=generator.rated_kva)
        return 1.0 if study(feeder, tried).passed else -1.0

    found_kw = largest(margin, generator.kw)
    return Decimal(repr(found_kw)).quantize(_TENTH, rounding=ROUND_DOWN)


def conditions_of(
    wanted: Study, project: Project, limit_kw: Decimal, point: ServicePoint, grid: Grid
) -> Iterator[Condition]:
    """Yield what a generator has to keep that would break limits with all that it wants to export.

    Args:
        wanted: The study of what was applied for.
        project: What was applied for.
        limit_kw: The largest export that keeps all limits. [kW]
        point: Where.
        grid: Knows what transformers there are.
    """
    broken = [reading for reading, _ in wanted.worst if not reading.passed]
    reasons = " ".join(dict.fromkeys(each.limit.basis for each in broken))
    yield Condition(
        what=f"No more than {limit_kw} kW flows out, kept by a certified power control system.",
        because=reasons,
        owner=_APPLICANT,
    )
    loading = next((each for each in broken if each.criterion is Criterion.LOADING), None)
    if loading is None or loading.place.casefold() != f"transformer.{point.transformer}".casefold():
        return
    transformer = wanted.feeder.service_transformer(wanted.bus.name)
    if transformer is None or transformer.kva is None:
        return
    wanted_kva = transformer.kva * loading.value / 100
    other = grid.replacement(kva=wanted_kva, phases=point.phases)
    if other is not None and len(broken) == 1:
        yield Condition(
            what=f"Instead, a service transformer of {other.kva} kVA lets all {project.export_kw} "
            "kW flow out; the applicant orders it before signing.",
            because=loading.limit.basis,
            owner=_UTILITY,
            cost_cents=other.cost_cents,
        )


def _broken_words(done: Study) -> str:
    return listed([str(reading.criterion) for reading, _ in done.worst if not reading.passed])
