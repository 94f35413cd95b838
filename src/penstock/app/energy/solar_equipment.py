"""Modules and inverters by name, out of the tables that pvlib ships, or out of a user's file."""

import tomllib
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from penstock.engineering.solar.cec_tables import TableInverter, inverter_in, module_in
from penstock.engineering.solar.data_sheets import inverter_of, module_of
from penstock.engineering.solar.equipment import Inverter, Module
from penstock.engineering.solar.errors import SolarError
from penstock.engineering.solar.fields import MOST_BYTES, json_of

_MODULES = "sam-library-cec-modules-2019-03-05.csv"
_INVERTERS = "sam-library-cec-inverters-2019-03-05.csv"


def module_called(name: str) -> Module:
    """Return the module of a data sheet's file (JSON or TOML), or of the CEC table.

    Raises:
        SolarError: There is neither.
    """
    if (path := Path(name)).suffix in {".json", ".toml"}:
        return module_of(_object_of(path), name)
    return module_in(_table(_MODULES), name)


def inverter_called(name: str) -> Inverter | TableInverter:
    """Return the inverter of a data sheet's file (JSON or TOML), or of the CEC table.

    Raises:
        SolarError: There is neither.
    """
    if (path := Path(name)).suffix in {".json", ".toml"}:
        return inverter_of(_object_of(path), name)
    return inverter_in(_table(_INVERTERS), name)


def bytes_of(path: Path) -> bytes:
    """Return a file's bytes; of one that is too long only so many that this shows.

    Raises:
        SolarError: It cannot be read.
    """
    try:
        with path.open("rb") as file:
            return file.read(MOST_BYTES + 1)
    except OSError as error:
        raise SolarError(f"{path} cannot be read: {error.strerror}.") from error


def _object_of(path: Path) -> Any:
    data = bytes_of(path)
    if path.suffix == ".json":
        return json_of(data, what=str(path))
    try:
        return tomllib.loads(data.decode("utf-8"))
    except (UnicodeDecodeError, tomllib.TOMLDecodeError, RecursionError) as error:
        raise SolarError(f"{path} is not TOML: {error}.") from error


def _table(name: str) -> str:
    spec = find_spec("pvlib")
    assert spec is not None
    assert spec.origin is not None
    return (Path(spec.origin).parent / "data" / name).read_text(encoding="utf-8")
