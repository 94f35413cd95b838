"""Policies as the grounds of a decision, in lines for people."""

from collections.abc import Iterator

import click

from penstock.governance.boundary.policies import Policy


def grounds(title: str, policies: tuple[Policy, ...]) -> Iterator[str]:
    """Yield policies with their rules, places and words, each under a title."""
    for each in policies:
        rules = f" ({', '.join(each.rules)})" if each.rules else ""
        place = f"{each.statement.file}:{each.statement.line}"
        yield f"\n{title} {each.id}{rules}  {click.style(place, dim=True)}"
        yield from (f"  {line}" for line in _body(each))


def _body(policy: Policy) -> list[str]:
    """Return the lines of a policy below its annotations."""
    lines = policy.statement.text.splitlines()
    begins = next(n for n, line in enumerate(lines) if line.startswith(("permit", "forbid")))
    return lines[begins:]
