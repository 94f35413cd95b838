"""`penstock boundary replay`: what changed policies would have decided otherwise."""

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import click

from penstock.cli.arguments import FINDINGS
from penstock.cli.boundaries.desk import company_option, council
from penstock.governance.boundary.replaying import Difference, differences
from penstock.governance.boundary.scenarios.trying import verdict
from penstock.kernel.counting import counted


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
    """Tell what changed policies decide otherwise, of QUESTIONS or else of the scenarios.

    QUESTIONS are recorded ones, one a line in JSON, or another table of scenarios.
    """
    from penstock.app.boundary.naming import questions_of
    from penstock.app.boundary.reading import read_policies
    from penstock.governance.boundary.deciding import Boundary

    with council(folder) as here:
        asked = questions_of(here, questions)
        other = Boundary(read_policies(changed))
        found = differences(asked, now=here.boundary, changed=other)
    click.echo("\n".join(_lines(found, count=len(asked))))
    sys.exit(FINDINGS if found else 0)


def _lines(found: Sequence[Difference], *, count: int) -> Iterator[str]:
    for each in found:
        before = verdict(allowed=each.before.allowed, rule=each.before.rule)
        after = verdict(allowed=each.after.allowed, rule=each.after.rule)
        yield click.style(each.label, bold=each.turns)
        yield click.style(f"  - {before}", fg="red")
        yield click.style(f"  + {after}", fg="green")
    turned = sum(each.turns for each in found)
    rest = f"{turned} decided otherwise, {len(found) - turned} for another reason"
    yield f"{counted(count, 'question')}: {rest}."
