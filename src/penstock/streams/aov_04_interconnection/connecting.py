"""From an application to the generator that the power flow knows."""

from collections.abc import Iterator
from contextlib import contextmanager

from penstock.casework.interconnection import Project
from penstock.delivery.stage_acts import ActRefusedError
from penstock.engineering.network.errors import NetworkError
from penstock.engineering.network.inverters import Category, Settings, default_settings
from penstock.engineering.network.operating import Generator
from penstock.streams.aov_04_interconnection.ports import ServicePoint

# A plant that exports nothing is still there: its inverter gives fault current and reactive power.
LEAST_KW = 0.01


def generator_of(
    project: Project, point: ServicePoint, *, settings: Settings | None = None
) -> Generator:
    """Return what is connected: it gives what may flow out, by inverters of the whole nameplate."""
    capacity_kw = float(project.capacity_kw_ac or 0)
    return Generator(
        bus=point.bus,
        kw=max(float(project.export_kw), LEAST_KW),
        kva=max(capacity_kw, LEAST_KW),
        settings=settings or Settings(),
    )


def required_settings() -> Settings:
    """Return the default settings of category B, which inverters of customers have to keep."""
    return default_settings(Category.B)


@contextmanager
def refused_by_the_network() -> Iterator[None]:
    """Say as a refusal what a feeder or a question about it cannot be.

    Raises:
        ActRefusedError: It cannot be worked with.
    """
    try:
        yield
    except NetworkError as error:
        raise ActRefusedError(str(error)) from error
