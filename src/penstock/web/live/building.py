"""What a server of the application is made of: its pages, its menu, and what they share."""

from collections.abc import Callable, Sequence
from pathlib import Path

from penstock.app.allocation.keeping import RUNS
from penstock.app.cases.kept_open import KeptOpen
from penstock.app.demo_data.banner import SyntheticBanner
from penstock.app.devices.keeping import TELEMETRY
from penstock.app.measuring.insights import Insights
from penstock.web.live.pages import Page
from penstock.web.live.routing import ways
from penstock.web.live.showing import (
    administering,
    alerts,
    beginning,
    board,
    campaigns,
    case,
    cases,
    customers,
    devices,
    differences,
    events,
    field,
    governing,
    insights,
    me,
    notices,
    overview,
    passkeys,
    providers,
    results,
    search,
    sessions,
    sign_in,
    streams,
    tokens,
    work,
)
from penstock.web.live.visit import House
from penstock.web.shelf import Shelf
from penstock.web.site.shell import Shell, for_everybody

_MODULES = (
    overview,
    search,
    events,
    streams,
    differences,
    work,
    board,
    beginning,
    case,
    cases,
    customers,
    field,
    devices,
    alerts,
    notices,
    results,
    campaigns,
    insights,
    governing,
    administering,
    sign_in,
    passkeys,
    providers,
    me,
    sessions,
    tokens,
)


def all_pages() -> Sequence[Page]:
    """Return every page of the application, as it is declared."""
    return tuple(page for module in _MODULES for page in module.pages())


def served_shell() -> Shell:
    """Return what stands around the pages of the site that are made once for everybody."""
    return for_everybody(ways(all_pages()))


def house_of(  # noqa: PLR0913  # what pages of a server share is many things
    shelf: Shelf,
    kept: KeptOpen,
    *,
    is_demo: bool = False,
    banner: Callable[[], str] | None = None,
    allocations: Path = RUNS,
    telemetry: Path = TELEMETRY,
    is_apart: bool = False,
) -> House:
    """Return what the pages of one server share.

    Args:
        shelf: The documents, and the site that is made of them.
        kept: The cases.
        is_demo: Whether visitors may play any of the people.
        banner: Returns what everybody should know; None for whether the cases were played.
        allocations: The folder in which allocation runs are kept.
        telemetry: The folder in which is kept what devices say.
        is_apart: Whether a process of its own measures, where the log of the cases is kept.
    """
    return House(
        shelf=shelf,
        kept=kept,
        is_demo=is_demo,
        banner=banner or SyntheticBanner(kept),
        ways=ways(all_pages()),
        insights=Insights(kept=kept, is_apart=is_apart),
        pages=tuple(all_pages()),
        allocations=allocations,
        telemetry=telemetry,
    )
