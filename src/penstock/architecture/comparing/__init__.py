"""The difference of two architectures, in the architecture's words."""

from penstock.architecture.comparing.changes import Change, How, compare

__all__ = ["Change", "How", "compare"]
