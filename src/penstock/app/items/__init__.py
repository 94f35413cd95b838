"""Information items as they come in and go out: JSON, held against the types of packages."""

from penstock.app.items.problems import Problem, UnfitItemError, UnfitTypeError

__all__ = ["Problem", "UnfitItemError", "UnfitTypeError"]
