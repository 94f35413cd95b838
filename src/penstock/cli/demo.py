"""`penstock demo`: the reference company, checked, drawn and served."""

import gc
import sys
from collections.abc import Iterator
from functools import partial
from urllib.request import urlopen

import click

from penstock.app.bell import Bell
from penstock.app.first_page import Stopwatch, Wait
from penstock.app.loading import reference_company
from penstock.app.watching import Watch
from penstock.architecture.model import Kind
from penstock.cli.arguments import FINDINGS
from penstock.web.inspection import Inspection, inspect, over_http
from penstock.web.running import listener, next_free, running
from penstock.web.server import application
from penstock.web.shelf import Shelf
from penstock.web.site import Edition, Site
from penstock.web.site.kinds import KINDS

_SHOWN_PROBLEMS = 20
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
def command(smoke: bool) -> None:
    """Check, draw and serve the reference company on this machine.

    It prints links, each to a result. Ctrl-C stops.
    """
    watch = Stopwatch.begun()
    # The server lives on, and what an edition leaves behind has to be collected.
    gc.enable()
    bell = Bell.for_signals()
    path = reference_company()
    shelf = Shelf(partial(Edition.of, path), Watch(path))
    at = listener(0) if smoke else next_free()
    with running(application(shelf), at) as base:
        urlopen(base).read()  # noqa: S310  # our own server
        wait = watch.stop()
        site = shelf.site()
        click.echo("\n".join(_summary(site)))
        if smoke:
            with over_http(base) as fetch:
                passed = _report(inspect(fetch, site), wait)
        else:
            click.echo("\n".join(_tour(base, site)))
            click.echo(f"\n{wait} Ctrl-C stops.")
            bell.wait()
            passed = True
    sys.exit(0 if passed else FINDINGS)


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
    addresses = [base + path.removesuffix("index.html") for path, _ in shown]
    width = max(map(len, addresses))
    for address, (_, words) in zip(addresses, shown, strict=True):
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
