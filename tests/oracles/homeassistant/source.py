"""Reads Home Assistant's source, which this Python does not run."""

import ast
import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

from tests.oracles.homeassistant.install import NEWER

_ROOT = NEWER / "homeassistant"
_MQTT = _ROOT / "components" / "mqtt"
# Where the schema of a component stands that is not in the component's own file.
_ELSEWHERE = {
    "light": ("light/schema_basic.py", "DISCOVERY_SCHEMA_BASIC"),
    "device_automation": ("device_trigger.py", "TRIGGER_DISCOVERY_SCHEMA"),
}
# What all files of the component share.
_SHARED = (
    *(_MQTT / name for name in ("config.py", "schemas.py", "const.py", "light/schema.py")),
    _ROOT / "const.py",
)


def short_keys(table: str) -> Mapping[str, str]:
    """Return a table of abbreviations."""
    names: dict[str, str] = ast.literal_eval(_assigned(_MQTT / "abbreviations.py")[table])
    return names


def components() -> frozenset[str]:
    """Return the components that may be announced."""
    return frozenset(ast.literal_eval(_assigned(_MQTT / "const.py")["SUPPORTED_COMPONENTS"]))


def words(file: str, name: str) -> frozenset[str]:
    """Return the words of an enumeration."""
    whole = (_ROOT / "components" / file).read_text(encoding="utf-8")
    # The rest of the file may be in a syntax that this Python does not know.
    alone = re.search(rf"^class {name}\(.*?(?=^\S)", whole, flags=re.DOTALL | re.MULTILINE)
    assert alone is not None
    (found,) = ast.parse(alone[0]).body
    assert isinstance(found, ast.ClassDef)
    values = [each.value for each in found.body if isinstance(each, ast.Assign)]
    return frozenset(ast.literal_eval(each) for each in values)


def required(component: str) -> frozenset[str]:
    """Return the keys that a component's schema requires."""
    file, name = _ELSEWHERE.get(component, (f"{component}.py", "DISCOVERY_SCHEMA"))
    return frozenset(_required(_MQTT / file, ast.Name(name)))


def _required(file: Path, schema: ast.expr) -> Iterator[str]:
    match schema:
        case ast.Name(id=name):
            yield from _required(file, _found(file, name))
        case ast.Attribute(value=extended, attr="schema"):
            yield from _required(file, extended)
        case ast.Call(func=ast.Attribute(value=extended, attr="extend"), args=[more]):
            yield from _required(file, extended)
            yield from _required(file, more)
        case ast.Call(func=ast.Attribute(attr="All" | "Schema"), args=[first, *_]):
            yield from _required(file, first)
        case ast.Dict(keys=keys):
            yield from (_text(file, each) for each in keys if _is_required(each))
        case _:
            raise ValueError(f"{file} writes a schema as {ast.unparse(schema)}.")


def _is_required(key: ast.expr | None) -> bool:
    return isinstance(key, ast.Call) and ast.unparse(key.func) == "vol.Required"


def _text(file: Path, key: ast.expr | None) -> str:
    assert isinstance(key, ast.Call)
    name = key.args[0]
    value = _found(file, name.id) if isinstance(name, ast.Name) else name
    text: str = ast.literal_eval(value)
    return text


def _found(file: Path, name: str) -> ast.expr:
    return next(
        assigned[name] for each in (file, *_SHARED) if name in (assigned := _assigned(each))
    )


@cache
def _assigned(file: Path) -> Mapping[str, ast.expr]:
    found: dict[str, ast.expr] = {}
    for each in _tree(file).body:
        match each:
            case ast.Assign(targets=[ast.Name(id=name)], value=value):
                found[name] = value
            case ast.AnnAssign(target=ast.Name(id=name), value=ast.expr() as value):
                found[name] = value
    return found


@cache
def _tree(file: Path) -> ast.Module:
    return ast.parse(file.read_text(encoding="utf-8"))
