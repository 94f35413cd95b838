"""What reads logs, and what has to be installed for it."""

from collections.abc import Mapping
from importlib.util import find_spec
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from penstock.store.logs import Engine

# The extra of each engine, and the packages that it brings.
ENGINES: "Mapping[Engine, tuple[str, tuple[str, ...]]]" = {
    "duckdb": ("measurement", ("pyarrow", "ibis", "duckdb")),
    "spark": ("spark", ("pyarrow", "ibis", "pyspark")),
}


class NoMeasuringError(Exception):
    """What reads logs is not installed."""

    def __init__(self, engine: "Engine") -> None:
        self.engine = engine
        extra, packages = ENGINES[engine]
        super().__init__(
            f"Measuring with {engine} needs more packages: {', '.join(packages)}. Install them "
            f"with: pip install 'penstock[{extra}]'."
        )


def require_engine(engine: "Engine" = "duckdb") -> None:
    """Make sure that an engine's packages are there.

    Raises:
        NoMeasuringError: One is not installed.
    """
    _, packages = ENGINES[engine]
    # They are looked for and not imported, as another process may be the one that reads.
    if not all(map(find_spec, packages)):
        raise NoMeasuringError(engine)
