"""Policies in words."""

from penstock.governance.boundary.policies import Policy


def body(policy: Policy) -> list[str]:
    """Return the lines of a policy below its annotations."""
    lines = policy.statement.text.splitlines()
    begins = next(n for n, line in enumerate(lines) if line.startswith(("permit", "forbid")))
    return lines[begins:]
