"""Policies as the grounds of a decision, in lines for people."""

from collections.abc import Iterator

import click

from penstock.app.boundary.wording import body
from penstock.governance.boundary.policies import Policy


def grounds(title: str, policies: tuple[Policy, ...]) -> Iterator[str]:
    """Yield policies with their rules, places and words, each under a title."""
    for each in policies:
        rules = f" ({', '.join(each.rules)})" if each.rules else ""
        place = f"{each.statement.file}:{each.statement.line}"
        yield f"\n{title} {each.id}{rules}  {click.style(place, dim=True)}"
        yield from (f"  {line}" for line in body(each))
