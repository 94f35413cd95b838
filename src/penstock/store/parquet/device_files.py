"""The files of a day of devices: small ones as they came, and those that took the place of some.

A file that took the place of others names them. So a reader knows at any moment which of the files
that lie there count, and whoever is killed between writing one and removing the others loses and
doubles nothing.
"""

import json
from collections.abc import Iterator, Sequence
from io import BytesIO
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from penstock.store.parquet.durable import appear

_MERGED, _REPLACES = "merged-", b"replaces"
_GROUP_ROWS = 32_768
_TRIES = 20


class ChangingDayError(OSError):
    """The files of a day are replaced faster than they can be read."""

    def __init__(self, folder: Path) -> None:
        super().__init__(
            f"The files in {folder} were replaced {_TRIES} times while they were read. Try again; "
            "if that stays so, look whether two programs write there."
        )


def of_home(folder: Path, home: str) -> pa.Table | None:
    """Return what the files of a day have of a home; None where there is nothing.

    Raises:
        ChangingDayError: They are replaced faster than they can be read.
    """
    for _ in range(_TRIES):
        before = names(folder)
        try:
            tables = [_rows_of(file, home) for file in counting(folder, before)]
        except FileNotFoundError:
            continue
        # A look at a folder that changes may miss an old file and the new one alike.
        if _merged(names(folder)) == _merged(before):
            found = [each for each in tables if each is not None]
            return pa.concat_tables(found, promote_options="default") if found else None
    raise ChangingDayError(folder)


def counting(folder: Path, of: Sequence[str]) -> list[Path]:
    """Return those of some files that count: the ones that no other has taken the place of."""
    gone = {name for each in _merged(of) for name in _replaced_by(folder / each)}
    return [folder / each for each in of if each not in gone]


def names(folder: Path) -> tuple[str, ...]:
    """Return the files that lie in a day, those too that count no more."""
    return tuple(sorted(each.name for each in folder.glob("*.parquet") if _is_whole(each)))


def small(of: Sequence[str]) -> int:
    """Return how many of some files lie there as they came."""
    return len(of) - len(_merged(of))


def merge(folder: Path, *, most_rows: int) -> int:
    """Put one file, sorted by home, in place of some of a day; return how many it replaced.

    One program at a time does so, the one that writes; and only where each segment that has a file
    here is settled, for it would be written again otherwise.

    Args:
        folder: The folder of the day.
        most_rows: So many rows fit into one file.
    """
    _remove(folder, _leftovers(folder))
    files = [folder / each for each in names(folder)]
    some = next(_batches(files, most_rows), [])
    if some:
        _put_in_place(folder, some)
    return len(some)


def _batches(files: Sequence[Path], most_rows: int) -> Iterator[list[Path]]:
    """Yield files that become one: at least two, and no more rows than fit in memory."""
    batch: list[Path] = []
    rows = 0
    for file in files:
        count = pq.read_metadata(file).num_rows
        if batch and rows + count > most_rows:
            yield from [batch] if len(batch) > 1 else []
            batch, rows = [], 0
        batch.append(file)
        rows += count
    if len(batch) > 1:
        yield batch


def _put_in_place(folder: Path, files: Sequence[Path]) -> None:
    whole = pa.concat_tables(map(pq.read_table, files), promote_options="default")
    replaced = [each.name for each in files]
    told = whole.sort_by([("home", "ascending"), ("at", "ascending")]).replace_schema_metadata(
        {_REPLACES: json.dumps(replaced)}
    )
    out = BytesIO()
    pq.write_table(told, out, compression="zstd", row_group_size=_GROUP_ROWS)
    appear(folder / f"{_MERGED}{_next(folder):06}.parquet", out.getvalue())
    _remove(folder, replaced)


def _leftovers(folder: Path) -> list[str]:
    """Return files that whoever replaced them was killed before removing."""
    lying = names(folder)
    counted = {each.name for each in counting(folder, lying)}
    return [each for each in lying if each not in counted]


def _remove(folder: Path, gone: Sequence[str]) -> None:
    # Those that others replaced go first: what replaced them still says so then.
    for each in sorted(gone):
        (folder / each).unlink(missing_ok=True)


def _rows_of(file: Path, home: str) -> pa.Table | None:
    with pq.ParquetFile(file) as found:
        groups = [
            number for number in range(found.num_row_groups) if _may_have(found, number, home)
        ]
        if not groups:
            return None
        rows = found.read_row_groups(groups, use_threads=False).replace_schema_metadata(None)
        return rows.filter(pc.equal(rows["home"], home))


def _may_have(file: pq.ParquetFile, group: int, home: str) -> bool:
    """Tell whether a group of rows may have some of a home, by what is written of it."""
    column = file.metadata.row_group(group).column(0)
    told = column.statistics
    if told is None or not told.has_min_max or column.path_in_schema != "home":
        return True
    return bool(told.min <= home <= told.max)


def _is_whole(file: Path) -> bool:
    return not file.name.startswith(".")


def _merged(of: Sequence[str]) -> list[str]:
    return [each for each in of if each.startswith(_MERGED)]


def _next(folder: Path) -> int:
    numbers = (each.removeprefix(_MERGED).partition(".")[0] for each in _merged(names(folder)))
    return max(map(int, numbers), default=0) + 1


def _replaced_by(file: Path) -> list[str]:
    said = pq.read_schema(file).metadata or {}
    found: list[str] = json.loads(said.get(_REPLACES, b"[]"))
    return found
