"""Making values where a model has hundreds of thousands of them."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar

_T = TypeVar("_T")


def maker(of: type[_T]) -> Callable[[tuple[Any, ...]], _T]:
    """Return what makes a named tuple of all its values, at a third of what calling it costs.

    Whoever keeps it writes down the types of the values, for nothing else checks them.
    """
    make: Callable[..., _T] = tuple.__new__
    return partial(make, of)


if TYPE_CHECKING:
    from dataclasses import dataclass as checked_dataclass
else:

    def checked_dataclass(*, frozen: bool, **how: bool) -> Callable[[type], type]:
        """Return `dataclass` that leaves it to the type checker to keep a class frozen.

        A class that is frozen while the program runs takes eight times as long to make an object
        of, since each field is set by a call around the lock.
        """
        return dataclass(unsafe_hash=frozen, **how)


__all__ = ["checked_dataclass", "maker"]
