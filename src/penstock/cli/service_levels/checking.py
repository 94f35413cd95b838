"""`penstock service-level check`: what is wrong."""

import json
import sys
from collections.abc import Iterator
from typing import Any

import click

from penstock.app import clock
from penstock.app.service_levels.as_json import comparisons_json
from penstock.app.service_levels.gathering import Gathered, gathered
from penstock.app.service_levels.judging import Judgement, judged
from penstock.app.service_levels.showing import comparison_lines
from penstock.cli.arguments import FINDINGS
from penstock.cli.service_levels.sources import sources, usage
from penstock.kernel.counting import counted


@click.command("check")
@sources
def check(as_json: bool, **where: Any) -> None:
    """Tell what is wrong: other terms or slower service for one side, or a rewritten period."""
    with usage():
        known = gathered(**where)
        found = judged(known.levels, known.requests, until=clock.now())
    if as_json:
        said = {
            "findings": list(found.findings),
            "notes": list(found.notes),
            "sides": comparisons_json(found.comparisons),
        }
        click.echo(json.dumps(said, indent=2, ensure_ascii=False))
    else:
        click.echo("\n".join(_lines(found, known)))
    if found.findings:
        sys.exit(FINDINGS)


def _lines(found: Judgement, known: Gathered) -> Iterator[str]:
    promises = counted(len(known.levels.agreements), "agreement")
    among = f"{promises} and {counted(len(known.requests), 'request')}"
    number = counted(len(found.findings), "finding") if found.findings else "No findings"
    yield f"{number} in {among}."
    yield from (f"error    {each}" for each in found.findings)
    yield from (f"note     {each}" for each in found.notes)
    if found.comparisons:
        yield ""
        yield from comparison_lines(found.comparisons)
