"""`penstock boundary replay`: what changed policies would have decided otherwise."""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from penstock.cli.arguments import FINDINGS
from penstock.cli.boundaries.desk import company_option, council
from penstock.governance.boundary.scenarios.trying import verdict

if TYPE_CHECKING:
    from penstock.app.boundary.comparing import Comparison


@click.command("replay")
@click.argument("questions", required=False, type=click.Path(path_type=Path))
@click.option(
    "--changed",
    required=True,
    type=click.Path(path_type=Path),
    metavar="FOLDER",
    help="The folder of the changed policies.",
)
@company_option
def replay(questions: Path | None, changed: Path, folder: Path | None) -> None:
    """Tell what changed policies and tables decide otherwise, of QUESTIONS or the scenarios.

    QUESTIONS are recorded ones, one a line in JSON, or another table of scenarios.
    """
    from penstock.app.boundary.comparing import compared
    from penstock.app.boundary.naming import questions_of

    with council(folder) as here:
        found = compared(here, here.changed(changed), questions_of(here, questions))
    click.echo("\n".join(_lines(found)))
    sys.exit(FINDINGS if found.rows or found.decided else 0)


def _lines(found: "Comparison") -> Iterator[str]:
    yield from found.rows
    for each in found.decided:
        before = verdict(allowed=each.before.allowed, rule=each.before.rule)
        after = verdict(allowed=each.after.allowed, rule=each.after.rule)
        yield click.style(each.label, bold=each.turns)
        yield click.style(f"  - {before}", fg="red")
        yield click.style(f"  + {after}", fg="green")
    yield found.summary
