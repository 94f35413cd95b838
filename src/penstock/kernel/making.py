"""Making named tuples where a model has hundreds of thousands of them."""

from collections.abc import Callable
from functools import partial
from typing import Any, TypeVar

_T = TypeVar("_T")


def maker(of: type[_T]) -> Callable[[tuple[Any, ...]], _T]:
    """Return what makes a named tuple of all its values, at a third of what calling it costs.

    Whoever keeps it writes down the types of the values, for nothing else checks them.
    """
    make: Callable[..., _T] = tuple.__new__
    return partial(make, of)
