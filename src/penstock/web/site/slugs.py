"""File names for ids: safe on every file system, unique whatever the case, and stable."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from hashlib import sha256

_UNSAFE = re.compile(r"[^A-Za-z0-9._]+")
_LONGEST = 80
# A folder of that name would stand in the way of a page.
_ENDINGS = (".html", ".svg", ".csv")
# The index of a folder, and names that Windows keeps for devices whatever their ending.
_TAKEN = {"index", "con", "prn", "aux", "nul"} | {
    f"{device}{number}" for device in ("com", "lpt") for number in range(10)
}


def slugs(ids: Iterable[str]) -> dict[str, str]:
    """Return a file name, without ending, for each of several ids.

    Where several ids would share a name, a mark is added to all that do not have it as their own:
    so a page keeps its address when another element comes or goes.
    """
    sharing: defaultdict[str, list[str]] = defaultdict(list)
    plain = {id_: _plain(id_) for id_ in ids}
    for id_, name in plain.items():
        sharing[name.casefold()].append(id_)
    return {
        id_: name if _keeps(id_, name, sharing[name.casefold()]) else _marked(id_, name)
        for id_, name in plain.items()
    }


def _plain(id_: str) -> str:
    """Return an id in letters that every file system and address knows."""
    folded = unicodedata.normalize("NFKD", id_).encode("ascii", "ignore").decode()
    return _UNSAFE.sub("-", folded).strip("-._")


def _keeps(id_: str, name: str, sharing: list[str]) -> bool:
    stem = name.partition(".")[0].casefold()
    if not name or len(name) > _LONGEST or stem in _TAKEN or name.casefold().endswith(_ENDINGS):
        return False
    return len(sharing) == 1 or id_ == name == min(each for each in sharing if each == _plain(each))


def _marked(id_: str, name: str) -> str:
    """Return a name with a mark that comes from the id alone."""
    mark = sha256(id_.encode()).hexdigest()[:8]
    return f"{name[:_LONGEST].rstrip('-._')}-{mark}".lstrip("-")
