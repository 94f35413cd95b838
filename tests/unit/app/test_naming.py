from pathlib import Path

from penstock.app.naming import title_of
from penstock.architecture.documents import Folder
from penstock.architecture.reading import read


def test_the_readme_names_the_folder(tmp_path: Path) -> None:
    reading = read(Folder.from_texts({"README.md": "# Blue River Power\n", "a.md": "# Other\n"}))

    assert title_of(reading, tmp_path) == "Blue River Power"


def test_without_a_readme_the_folder_names_itself(tmp_path: Path) -> None:
    folder = tmp_path / "blue-river_power"
    folder.mkdir()

    assert title_of(read(Folder.from_texts({"a.md": "# Other\n"})), folder) == "Blue river power"
