"""The guides beside the code point to things that exist."""

import re
from pathlib import Path

import pytest

from devtools.commands import COMMANDS

ROOT = Path(__file__).parents[2]
GUIDES = [*sorted(ROOT.glob("*.md")), *sorted((ROOT / "docs" / "decisions").glob("*.md"))]
LINK = re.compile(r"\]\(([^)\s]+)\)")
PATH = re.compile(r"`((?:\.ci|docs|devtools|enterprise|locks|src|tests)/[\w./-]*)`")


@pytest.mark.parametrize("guide", GUIDES, ids=lambda guide: guide.name)
def test_a_guide_links_to_files_that_exist(guide: Path) -> None:
    links = LINK.findall(guide.read_text(encoding="utf-8"))
    targets = [link.partition("#")[0] for link in links if "://" not in link]

    assert [target for target in targets if not (guide.parent / target).exists()] == []


@pytest.mark.parametrize("guide", GUIDES, ids=lambda guide: guide.name)
def test_a_guide_names_folders_and_files_that_exist(guide: Path) -> None:
    paths = PATH.findall(guide.read_text(encoding="utf-8"))

    assert [path for path in paths if not (ROOT / path).exists()] == []


def test_the_guides_give_the_commands_that_exist() -> None:
    text = "\n".join(guide.read_text(encoding="utf-8") for guide in GUIDES)
    named = set(re.findall(r"python3 dev\.py (\w+)", text))

    assert named <= set(COMMANDS)
    assert {"demo", "test", "check"} <= named
