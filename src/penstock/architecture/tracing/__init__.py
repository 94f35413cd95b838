"""What depends on what: trees, ways between elements, and what suffers when one fails."""

from penstock.architecture.tracing.impact import Effect, Reach, impact
from penstock.architecture.tracing.needs import READINGS, Hop, Needs
from penstock.architecture.tracing.trees import Branch, Path, paths, tree

__all__ = [
    "READINGS",
    "Branch",
    "Effect",
    "Hop",
    "Needs",
    "Path",
    "Reach",
    "impact",
    "paths",
    "tree",
]
