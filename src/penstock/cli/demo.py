"""`penstock demo`: the reference company, checked, drawn and served."""

import gc
import socket
import sys
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.request import urlopen

import click

from penstock.app.bell import Bell
from penstock.app.cases.kept_open import KeptOpen
from penstock.app.clock import now
from penstock.app.demo_data.background import SIZE, BackgroundPlay, Failed, Played, Playing
from penstock.app.demo_data.places import Done, Place, place_for
from penstock.app.first_page import Stopwatch, Wait
from penstock.app.loading import reference_company
from penstock.app.watching import Watch
from penstock.architecture.model import Kind
from penstock.cli.arguments import FINDINGS
from penstock.web import played
from penstock.web.customers import assets, project, proposal
from penstock.web.inspection import Inspection, inspect, over_http
from penstock.web.live.building import house_of, served_shell
from penstock.web.running import listener, next_free, running
from penstock.web.server import application
from penstock.web.shelf import Shelf
from penstock.web.site import Edition, Site
from penstock.web.site.kinds import KINDS
from penstock.web.tour import PAGE, results

_SHOWN_PROBLEMS = 20
_LOOK_S = 0.5
_TOUR = (
    ("index.html", "all value streams on one sheet"),
    ("value-streams/NCV-03.html", "a value stream with its stages and capabilities"),
    ("value-streams/NCV-03/stages/NCV-03.4.html", "a stage: what goes in, what comes out"),
    ("products/NONREG-DG-001.html#needs", "what a product depends on, line by line"),
    ("capabilities/8.8.html#impact", "what suffers when a capability fails"),
    ("capabilities/index.html", "the capability heat map"),
    ("matrices/product-by-value-stream.html", "which stream delivers which product"),
    ("findings/index.html", "what the checks found, and every rule"),
    (
        "sources/products/product-catalogue.md.html",
        "the Markdown that all of it is read from",
    ),
)


@click.command("demo")
@click.option("--smoke", is_flag=True, help="Request every page, follow every link, and stop.")
@click.option("--fresh", is_flag=True, help="Play the company anew, without what was done since.")
def command(*, smoke: bool, fresh: bool) -> None:
    """Check, draw and serve the reference company on this machine.

    It prints links, each to a result. At the first start the company is played in the background,
    which takes a minute or two; it is kept in your cache folder for the next one. Ctrl-C stops.
    """
    watch = Stopwatch.begun()
    # The server lives on, and what an edition leaves behind has to be collected.
    gc.enable()
    bell = Bell.for_signals()
    path = reference_company()
    is_well = _tried(path, watch) if smoke else _shown(path, watch, bell, fresh=fresh)
    sys.exit(0 if is_well else FINDINGS)


def _tried(path: Path, watch: Stopwatch) -> bool:
    """Request every page of the site alone, and tell whether all is well."""
    shelf = Shelf(partial(Edition.of, path), Watch(path))
    with running(application(shelf), listener(0)) as base:
        wait = _first_page(base, watch, shelf)
        with over_http(base) as fetch:
            return _report(inspect(fetch, shelf.site()), wait)


def _shown(path: Path, watch: Stopwatch, bell: Bell, *, fresh: bool) -> bool:
    """Serve the site with the cases of a play, until somebody has seen enough."""
    shelf = Shelf(partial(Edition.of, path), Watch(path), served_shell())
    with _played(path, fresh=fresh) as play, _served(shelf, play, next_free()) as base:
        wait = _first_page(base, watch, shelf)
        click.echo("\n".join(_tour(base, shelf.site())))
        click.echo(f"\n{wait} Ctrl-C stops.")
        play.start(now=now())
        _tell(play, base, bell)
    return True


def _first_page(base: str, watch: Stopwatch, shelf: Shelf) -> Wait:
    """Look at the first page, as a browser would, and say what it is made of."""
    urlopen(base).read()  # noqa: S310  # our own server
    wait = watch.stop()
    click.echo("\n".join(_summary(shelf.site())))
    return wait


@contextmanager
def _played(path: Path, *, fresh: bool) -> Iterator[BackgroundPlay]:
    """Yield the play of the company, not begun yet; its process ends with the block."""
    with TemporaryDirectory(prefix="penstock-") as passing:
        place = place_for(path, size=SIZE) or Place(Path(passing) / "play")
        if fresh:
            place.clear()
        play = BackgroundPlay(documents=path, place=place)
        try:
            yield play
        finally:
            play.stop()


@contextmanager
def _served(shelf: Shelf, play: BackgroundPlay, at: socket.socket) -> Iterator[str]:
    """Yield the address of the site with the cases of a play."""
    kept = KeptOpen(database=play.place.address, folder=play.documents)
    runs = play.place.allocations
    house = house_of(shelf, kept, is_demo=True, banner=play.banner, allocations=runs)
    doors = [*assets.routes(), *project.routes(kept), *proposal.routes(kept)]
    served = application(shelf, doors=[*doors, *played.routes(play, house)], house=house)
    with closing(kept), running(served, at) as base:
        yield base


def _tell(play: BackgroundPlay, base: str, bell: Bell) -> None:
    """Say how far the play is, what there is to see when it is done, and wait until the end."""
    if isinstance(play.standing(), Playing):
        click.echo(f"Quantum Energy is being played, to have cases to look at: {base}demo")
    while not bell.stopped and isinstance(play.standing(), Playing):
        bell.rest(_LOOK_S)
    standing = play.standing()
    if isinstance(standing, Played):
        click.echo("\n".join(_results(base, standing.done)))
    elif isinstance(standing, Failed) and not bell.stopped:
        click.echo(standing.sentence, err=True)
    bell.wait()


def _results(base: str, done: Done) -> Iterator[str]:
    """Yield where the results of the play are."""
    yield f"\n{done.cases:,} cases from {done.begins} to {done.ends}. {done.mark}"
    shown = [(base.rstrip("/") + each.path, each.words) for each in results(done)]
    yield from _aligned([(f"{base}{PAGE}", "what was played"), *shown])
    if done.slowest:
        yield f"  Slowest: {done.slowest}"


def _summary(site: Site) -> Iterator[str]:
    edition = site.edition
    counts = (
        f"{len(refs)} {KINDS[kind].many.lower()}"
        for kind in (Kind.VALUE_STREAM, Kind.STAGE, Kind.CAPABILITY, Kind.PRODUCT)
        if (refs := edition.refs[kind])
    )
    documents = len(edition.reading.folder.documents)
    yield f"{edition.title}: {', '.join(counts)}, in {documents} documents."
    found = len(edition.findings)
    yield f"Checked against {len(edition.report.rules)} rules: {found or 'no'} findings."


def _tour(base: str, site: Site) -> Iterator[str]:
    yield ""
    shown = [each for each in _TOUR if each[0].partition("#")[0] in site]
    yield from _aligned([(base + path.removesuffix("index.html"), words) for path, words in shown])


def _aligned(lines: Sequence[tuple[str, str]]) -> Iterator[str]:
    width = max((len(address) for address, _ in lines), default=0)
    for address, words in lines:
        yield f"  {address.ljust(width)}  {words}"


def _report(inspection: Inspection, wait: Wait) -> bool:
    """Print what requesting everything found, and tell whether all is well."""
    click.echo(
        f"Requested {inspection.pages:,} pages and {inspection.files} files, "
        f"followed {inspection.links:,} links: {len(inspection.problems) or 'no'} problems."
    )
    for problem in inspection.problems[:_SHOWN_PROBLEMS]:
        click.echo(f"  {problem}")
    click.echo(str(wait))
    return wait.met and not inspection.problems
