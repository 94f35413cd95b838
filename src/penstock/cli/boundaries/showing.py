"""`penstock boundary policy`: what is permitted and forbidden, with reasons."""

import json
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from typing import Any

import click

from penstock.app.boundary.files import SCHEMA, TABLES
from penstock.cli.boundaries.desk import columns, company_option, council, json_option
from penstock.governance.boundary.policies import Policies, Policy


@click.command("policy")
@click.argument("ids", nargs=-1, metavar="[ID]...")
@company_option
@json_option
def policy(ids: tuple[str, ...], folder: Path | None, as_json: bool) -> None:
    """List what is permitted and what is forbidden, with reasons; with an ID, show its text."""
    with council(folder) as here:
        policies = here.policies
        chosen = [_named(policies, each) for each in ids] or list(policies.in_order)
    if as_json:
        click.echo(json.dumps(_document(policies, chosen), indent=2, ensure_ascii=False))
    elif ids:
        click.echo("\n\n".join(_whole(each) for each in chosen))
    else:
        click.echo("\n".join(_listed(policies)))


def _named(policies: Policies, policy_id: str) -> Policy:
    if policy_id not in policies.by_id:
        known = ", ".join(policies.by_id)
        raise LookupError(f"There is no policy {policy_id}. There is: {known}.")
    return policies.by_id[policy_id]


def _listed(policies: Policies) -> Iterator[str]:
    """Yield a section for each file, with its policies in the order in which reasons count."""
    for file, group in groupby(policies.in_order, key=lambda each: each.statement.file):
        yield click.style(file, bold=True)
        yield from columns([(_headed(each), each.reason) for each in group])
        yield ""
    count, forbidding = len(policies.in_order), sum(each.forbids for each in policies.in_order)
    yield f"{count} policies; {forbidding} of them forbid. What none permits is denied."
    yield f"SHA-256 {policies.sha256}, of these with {SCHEMA}, {', '.join(TABLES)}"


def _headed(policy: Policy) -> str:
    return f"{'forbid' if policy.forbids else 'permit'}  {policy.id}"


def _whole(policy: Policy) -> str:
    place = f"{policy.statement.file}:{policy.statement.line}"
    return f"{click.style(place, dim=True)}\n{policy.statement.text}"


def _document(policies: Policies, chosen: list[Policy]) -> dict[str, Any]:
    return {
        "sha256": policies.sha256,
        "policies": [
            {
                "id": each.id,
                "effect": "forbid" if each.forbids else "permit",
                "reason": each.reason,
                "rules": list(each.rules),
                "file": each.statement.file,
                "line": each.statement.line,
                "text": each.statement.text,
            }
            for each in chosen
        ],
    }
