"""The project's own documents keep the rules that the project checks."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from penstock.architecture.documents import Folder
from penstock.cli.main import penstock


@pytest.fixture(scope="module")
def documents(checkout: Path) -> Folder:
    return Folder.read(checkout / "docs")


def test_every_page_can_be_reached_from_the_index(documents: Folder) -> None:
    reached, todo = set(), ["README.md"]
    while todo:
        page = todo.pop()
        if page in reached or page not in documents.documents:
            continue
        reached.add(page)
        base = Path(page).parent
        for link in documents.documents[page].links:
            target = link.target.partition("#")[0]
            if target and "://" not in target:
                todo.append(_normal(base / target))
    assert set(documents.documents) - reached == set()


def _normal(path: Path) -> str:
    parts: list[str] = []
    for part in path.parts:
        if part == "..":
            parts = parts[:-1]
        elif part != ".":
            parts.append(part)
    return "/".join(parts)


@pytest.mark.parametrize("name", ["docs", "README.md", "ARCHITECTURE.md", "CONTRIBUTING.md"])
def test_no_link_in_the_documentation_is_broken(checkout: Path, name: str) -> None:
    arguments = ["check", str(checkout / name), "--select", "LNK", "--flat"]

    result = CliRunner().invoke(penstock, arguments)

    assert (result.stdout, result.exit_code) == ("", 0)
