"""Making values where a model has hundreds of thousands of them."""

from collections.abc import Callable
from dataclasses import dataclass, fields
from operator import attrgetter
from types import MethodType
from typing import TYPE_CHECKING, Any, TypeVar

_T = TypeVar("_T")


def maker(of: type[_T]) -> Callable[[tuple[Any, ...]], _T]:
    """Return what makes a named tuple of all its values, at a third of what calling it costs.

    Whoever keeps it writes down the types of the values, for nothing else checks them.
    """
    # A bound method is taken apart where it is called; a partial is one more call.
    make: Callable[[tuple[Any, ...]], _T] = MethodType(tuple.__new__, of)
    return make


if TYPE_CHECKING:
    from dataclasses import dataclass as checked_dataclass
else:

    def checked_dataclass(*, frozen: bool, **how: bool) -> Callable[[type], type]:
        """Return `dataclass` that leaves it to the type checker to keep a class frozen.

        A class that is frozen while the program runs takes three times as long to make an object
        of, since each field is set by a call around the lock. Comparing, hashing and printing are
        not compiled for each class, which would take more time than most programs compare.
        """
        assert frozen, "What may change is a dataclass like any other."
        return lambda of: _with_comparison(dataclass(eq=False, repr=False, **how)(of))


def _with_comparison(of: type) -> type:
    """Give a dataclass the methods that `dataclass` would compile for it."""
    values = attrgetter(*(each.name for each in fields(of) if each.compare))
    shown = [each.name for each in fields(of) if each.repr]

    def equal(one: object, other: object) -> bool:
        return values(one) == values(other) if type(one) is type(other) else NotImplemented

    def written(one: object) -> str:
        pairs = (f"{name}={getattr(one, name)!r}" for name in shown)
        return f"{type(one).__qualname__}({', '.join(pairs)})"

    methods = {"__eq__": equal, "__hash__": lambda one: hash(values(one)), "__repr__": written}
    for name, method in methods.items():
        setattr(of, name, method)
    return of


__all__ = ["checked_dataclass", "maker"]
