"""Importing the modules of a stream package, whatever its code does when it is imported."""

from collections.abc import Iterator
from importlib import import_module
from pkgutil import iter_modules
from types import ModuleType

from penstock.app.packages.installed import StreamPackage


class NotLoadedError(Exception):
    """A module of a package cannot be imported."""


def imported(package: StreamPackage, module: str) -> ModuleType:
    """Return a module of a package.

    Raises:
        NotLoadedError: It cannot be imported.
    """
    try:
        return import_module(f"{package.name}.{module}")
    except (Exception, SystemExit) as error:
        # Whatever a package's code raises on import, it is the package that has to be mended.
        extra = package.manifest.extra
        needed = f"{package.distribution}[{extra}]"
        hint = f"; pip install '{needed}' may be missing" if extra else ""
        raise NotLoadedError(f"{type(error).__name__}: {error}{hint}") from error


def modules_below(package: StreamPackage, module: str) -> Iterator[ModuleType]:
    """Yield a module of a package and, where it is a package itself, the modules in it.

    Raises:
        NotLoadedError: One of them cannot be imported.
    """
    first = imported(package, module)
    yield first
    for each in sorted(iter_modules(getattr(first, "__path__", ())), key=lambda each: each.name):
        yield imported(package, f"{module}.{each.name}")
