"""The skeleton of a stream package, made from what documents state of the stream."""

import json
import re
from collections.abc import Iterator, Mapping
from importlib.resources import files
from pathlib import Path

from jinja2 import Environment, StrictUndefined

from penstock.delivery.models import StreamModel
from penstock.kernel.terms import key_of

NOTES = "Work notes"
_FILES = {
    "pyproject.toml": "pyproject.toml",
    "src/{package}/__init__.py": "init.py",
    "src/{package}/stream.toml": "stream.toml",
    "src/{package}/items.py": "items.py",
    "src/{package}/stages.py": "stages.py",
    "tests/test_stages.py": "test_stages.py",
}


class FolderNotEmptyError(FileExistsError):
    """A skeleton is to be written where something lies already."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        super().__init__(f"{folder} is not empty, and nothing was written. Name another folder.")


def skeleton(model: StreamModel) -> Mapping[str, str]:
    """Return the files of a package for a stream, by their paths.

    Each stage is worked by hand, each item of the documents has a class that takes it as it is, and
    there is one paper with one act, so that the package runs and is tested from the first hour.
    """
    package = package_name(model)
    names = [name for stage in model.stages for name in (*stage.inputs, *stage.outputs)]
    facts = {
        "model": model,
        "package": package,
        "items": list(_items(dict.fromkeys(names))),
        "side": (model.side or "enterprise").upper().replace("-", "_"),
        "notes": NOTES,
    }
    # Python and TOML are written here, and no page.
    environment = Environment(  # noqa: S701
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters["text"] = lambda words: json.dumps(words, ensure_ascii=False)
    templates = files("penstock.app.packages") / "templates"
    return {
        path.format(package=package): environment.from_string(
            (templates / f"{name}.jinja").read_text(encoding="utf-8")
        ).render(facts)
        for path, name in _FILES.items()
    }


def write_skeleton(model: StreamModel, folder: Path) -> tuple[str, ...]:
    """Write the files of a package into a folder, and return their paths.

    Raises:
        FolderNotEmptyError: Something lies there.
        OSError: They cannot be written.
    """
    if folder.exists() and any(folder.iterdir()):
        raise FolderNotEmptyError(folder)
    made = skeleton(model)
    for path, text in made.items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return tuple(made)


def package_name(model: StreamModel) -> str:
    """Return what the package of a stream is called: its id and name as Python writes them."""
    words = re.sub(r"\W+", "_", f"{model.stream_id} {model.name}", flags=re.ASCII)
    return words.strip("_").lower()


def _items(names: Mapping[str, None]) -> Iterator[dict[str, str]]:
    """Yield the term and the class of each item; a class that cannot bear the term says it."""
    seen: set[str] = set()
    for term in names:
        name = "".join(word[:1].upper() + word[1:] for word in re.findall(r"[A-Za-z0-9]+", term))
        if not name or name[0].isdigit() or name in seen:
            name = f"Item{len(seen) + 1}"
        seen.add(name)
        yield {
            "term": term,
            "name": name,
            "is_named": "yes" if key_of(name) == key_of(term) else "",
        }
