"""The files of key metrics beside the documents, and the lines in which their records begin."""

import re
from pathlib import Path

FOLDER = "performance/key-metrics"
_RECORD = re.compile(r"\s*\[\[\s*metric\s*\]\]")
_KEY = re.compile(r"""\s*["']?([A-Za-z_]+)["']?\s*=""")


def files_of(folder: Path) -> tuple[Path, ...]:
    """Return the files of key metrics beside the documents of a folder, by name."""
    return tuple(sorted((folder / FOLDER).glob("*.toml")))


def has_metrics(folder: Path) -> bool:
    """Tell whether a folder of documents may have key metrics beside them."""
    return (folder / FOLDER).is_dir()


class Lines:
    """Where the records of a file begin, and where their keys stand."""

    def __init__(self, text: str) -> None:
        self._lines = text.splitlines()
        self._begins = [n for n, line in enumerate(self._lines, 1) if _RECORD.match(line)]

    def of_record(self, number: int) -> int:
        """Return the line in which a record begins, counted from 0; 1 where it cannot be told."""
        return self._begins[number] if number < len(self._begins) else 1

    def of_key(self, number: int, key: str) -> int:
        """Return the line of a record's key; without one, the line in which it begins."""
        begin = self.of_record(number)
        end = next((each for each in self._begins if each > begin), len(self._lines) + 1)
        for line in range(begin, end):
            if (match := _KEY.match(self._lines[line - 1])) and match[1] == key:
                return line
        return begin

    def of_path(self, path: tuple[str | int, ...]) -> int:
        """Return the line that a path into the file leads to, such as `metric`, 3, `kind`."""
        match path:
            case ("metric", int(number), str(key), *_):
                return self.of_key(number, key)
            case ("metric", int(number), *_):
                return self.of_record(number)
            case _:
                return 1
