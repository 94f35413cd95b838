"""The ways that cases came: each a number, the stages behind it, and the hash that a log has."""

import numpy as np
from numpy.typing import NDArray

from penstock.delivery.visits import path_of
from penstock.store.parquet.columns import as_number

STREAM = "NCV-03"
STAGE_IDS = tuple(f"{STREAM}.{number}" for number in range(1, 8))


class Paths:
    """A book of ways; a way that is one stage longer is found by the shorter one's number."""

    def __init__(self) -> None:
        self.ways: list[tuple[str, ...]] = []
        self.hashes: list[int] = []
        self._longer: dict[tuple[int, int], int] = {}

    def longer(self, path: NDArray[np.int64], stage: NDArray[np.int64]) -> NDArray[np.int64]:
        """Return the numbers of ways that some ways become by a stage; -1 is the empty way."""
        stages = len(STAGE_IDS)
        keys, places = np.unique(path * stages + stage, return_inverse=True)
        known = [self._number(*divmod(int(key), stages)) for key in keys]
        return np.array(known, dtype=np.int64)[places]

    def _number(self, path: int, stage: int) -> int:
        if (path, stage) not in self._longer:
            before = self.ways[path] if path >= 0 else ()
            way = (*before, STAGE_IDS[stage])
            self._longer[path, stage] = len(self.ways)
            self.ways.append(way)
            self.hashes.append(as_number(path_of(way)))
        return self._longer[path, stage]
