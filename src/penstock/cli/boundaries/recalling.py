"""Tells of a decision that the audit log holds, and of the policy that took it."""

from collections.abc import Iterator, Sequence

import click

from penstock.cli.auditing.desk import opened, recorded
from penstock.cli.auditing.telling import lines
from penstock.cli.boundaries.telling import grounds
from penstock.governance.audit.entry import Kind
from penstock.governance.audit.ports import Asked
from penstock.governance.audit.writing import Told
from penstock.governance.boundary.policies import Policies


def recalled(
    position: int, policies: Policies, *, database: str | None, actor: str | None, purpose: str
) -> Iterator[str]:
    """Yield lines about an entry of the audit log; that it was read is recorded first."""
    with opened(database) as log:
        reading = recorded(Kind.LOG_READ, "read", actor=actor, purpose=purpose)
        asked = Asked(after=max(position, 1) - 1, limit=1)
        entry = _decision(log.read(asked, recorded=reading), position)
    yield from (line.strip() for line in lines([entry]))
    yield from _policy(entry, policies)


def _decision(told: Sequence[Told], position: int) -> Told:
    entry = next((each for each in told if each.position == position), None)
    if entry is None or not entry.rule:
        raise LookupError(f"Entry {position:,} of the audit log is not there, or no decision.")
    return entry


def _policy(entry: Told, policies: Policies) -> Iterator[str]:
    """Yield the policy that decided, as it is now, and whether it was the same then."""
    policy = policies.by_id.get(entry.rule)
    if entry.policy_sha256 == policies.sha256:
        yield "The policies are those by which it was decided."
    else:
        yield click.style(
            f"The policies have changed since: they were {entry.policy_sha256[:16] or 'unknown'}, "
            f"and are {policies.sha256[:16]}.",
            fg="yellow",
        )
    if policy is None:
        yield f"No policy is called {entry.rule} now."
        return
    yield policy.reason
    yield from grounds("forbidden by" if policy.forbids else "permitted by", (policy,))
