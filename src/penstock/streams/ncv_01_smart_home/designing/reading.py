"""The catalogue read from TOML, every fault told at once."""

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import MISSING, fields
from decimal import Decimal, InvalidOperation
from typing import Any, TypeVar, get_type_hints

from penstock.streams.ncv_01_smart_home.designing.catalogue import (
    Article,
    Averages,
    Device,
    FitRule,
    HomeCatalogue,
    Labor,
    Tax,
    Tier,
)
from penstock.streams.ncv_01_smart_home.items.solution import Fit

_T = TypeVar("_T")
_TABLES = {"labor": Labor, "tax": Tax, "savings": Averages}
_LISTS = {"tier": Tier, "article": Article, "device": Device, "rule": FitRule}


class HomeCatalogueError(ValueError):
    """A catalogue that cannot be followed: every reason at once."""

    def __init__(self, file: str, *, problems: tuple[str, ...]) -> None:
        self.file = file
        self.problems = problems
        super().__init__(f"{file} cannot be followed: {'; '.join(problems)}.")


def read_home_catalogue(text: str, *, file: str) -> HomeCatalogue:
    """Return the catalogue that a file holds.

    Raises:
        HomeCatalogueError: It is no TOML, says what none can, or names what is not there.
    """
    try:
        said = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise HomeCatalogueError(file, problems=(f"it is no TOML: {error}",)) from error
    problems: list[str] = []
    single: dict[str, Any] = {
        name: _one(of, said.get(name), name, problems) for name, of in _TABLES.items()
    }
    several = {name: _all(of, said.get(name), name, problems) for name, of in _LISTS.items()}
    if problems:
        raise HomeCatalogueError(file, problems=tuple(problems))
    found = HomeCatalogue(
        name=str(said.get("name", file)),
        edition=str(said.get("edition", "")),
        tiers=several["tier"],
        articles=several["article"],
        devices=several["device"],
        rules=several["rule"],
        **single,
    )
    if strangers := tuple(_strangers(found)):
        raise HomeCatalogueError(file, problems=strangers)
    return found


def _all(of: type[Any], said: Any, name: str, problems: list[str]) -> tuple[Any, ...]:
    if not isinstance(said, list) or not said:
        problems.append(f"it has no [[{name}]]")
        return ()
    found = [
        _one(of, each, f"[[{name}]] {number}", problems) for number, each in enumerate(said, 1)
    ]
    ids = [each.get("id") for each in said if isinstance(each, dict)]
    problems += [
        f"{name} “{each}” stands twice" for each in dict.fromkeys(ids) if ids.count(each) > 1
    ]
    return tuple(found)


def _one(of: type[_T], said: Any, where: str, problems: list[str]) -> _T | None:
    if not isinstance(said, dict):
        problems.append(f"it has no table {where}")
        return None
    types = get_type_hints(of)
    wanted = {each.name for each in fields(of) if each.default is MISSING}  # type: ignore[arg-type]
    problems += [f"{where} does not say {each}" for each in sorted(wanted - set(said))]
    problems += [f"{where} says “{each}”, which nobody knows" for each in set(said) - set(types)]
    values = {}
    for name, value in said.items():
        if name in types:
            try:
                values[name] = _value(types[name], value)
            except (ValueError, InvalidOperation) as error:
                problems.append(f"{where} says {name} = {value!r}; {_told(error)}")
    return None if problems else of(**values)


def _value(wanted: Any, value: Any) -> Any:
    if wanted is Decimal and isinstance(value, str):
        found = Decimal(value)
        if not found.is_finite() or found < 0:
            raise ValueError("expected a number of at least 0")
        return found
    if wanted is Fit and isinstance(value, str):
        return Fit(value)
    if wanted == tuple[str, ...] and _are_texts(value):
        return tuple(value)
    if wanted == Mapping[str, tuple[str, ...]] and isinstance(value, dict):
        if all(map(_are_texts, value.values())):
            return {name: tuple(each) for name, each in value.items()}
        raise ValueError('expected lists of texts, such as { fuel = ["gas"] }')
    if type(value) is wanted and not (wanted is int and value < 0):
        return value
    raise ValueError(f"expected {getattr(wanted, '__name__', wanted)}")


def _told(error: ArithmeticError | ValueError) -> str:
    return "it is no number" if isinstance(error, InvalidOperation) else str(error)


def _are_texts(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(each, str) for each in value)


def _strangers(found: HomeCatalogue) -> Iterator[str]:
    articles, devices = _ids(found.articles), _ids(found.devices)
    for device in found.devices:
        if device.article not in articles:
            yield f"device “{device.id}” is article {device.article}, which is not there"
    for rule in found.rules:
        if rule.device not in devices:
            yield f"rule “{rule.id}” is about {rule.device}, which is no device"
        if rule.adapter and rule.adapter not in articles:
            yield f"rule “{rule.id}” takes adapter {rule.adapter}, which is no article"
        if (rule.fit is Fit.ADAPTER) != bool(rule.adapter):
            yield f"rule “{rule.id}” names an adapter, or says that one is needed, and not both"
    if found.savings.device not in devices:
        yield f"savings are of {found.savings.device}, which is no device"


def _ids(several: Iterable[Any]) -> set[str]:
    return {each.id for each in several}
