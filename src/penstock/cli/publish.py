"""`penstock publish`: a site that works without a network and without a server."""

from datetime import datetime
from pathlib import Path

import click

from penstock.app.publishing import Published, PublishingError, publish
from penstock.app.settings import SettingsError
from penstock.cli.arguments import not_found
from penstock.web.site import Edition, Site


@click.command("publish")
@click.argument("path", type=click.Path(path_type=Path), default=Path(), metavar="[PATH]")
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    default=Path("site"),
    show_default=True,
    help="The folder to write.",
)
@click.option("--as-of", type=click.DateTime(["%Y-%m-%d"]), metavar="DATE", help="Not today.")
@click.option("--title", default="", help="Default: the first heading of the README.")
@click.option("--force", is_flag=True, help="Write among files that are no site.")
def command(path: Path, output: Path, as_of: datetime | None, title: str, force: bool) -> None:
    """Write the architecture below PATH as a site, by default that of this folder into site/.

    Every element is a page, and every statement leads to its line. Nothing is loaded from a
    network: open index.html, or put the folder on any server.
    """
    try:
        with not_found():
            edition = Edition.of(path, as_of=as_of.date() if as_of else None, title=title)
        site = Site(edition)
        done = publish(site, output, force=force)
    except (PublishingError, SettingsError) as error:
        raise click.UsageError(str(error)) from error
    click.echo(_said(site, done, output))


def _said(site: Site, done: Published, output: Path) -> str:
    pages = sum(path.endswith(".html") for path in site)
    files = len(site) - pages
    return (
        f"{edition_words(site.edition)}\n"
        f"{pages:,} pages and {files:,} other files in {output}: "
        f"{done.written:,} written, {done.unchanged:,} unchanged, {done.removed:,} removed.\n"
        f"Open {output / 'index.html'}"
    )


def edition_words(edition: Edition) -> str:
    """Return in one line what was read and how much is wrong."""
    documents = len(edition.reading.folder.documents)
    found = len(edition.findings)
    return f"{edition.title}: {documents} documents, {found or 'no'} findings."
