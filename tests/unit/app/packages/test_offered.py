"""Whether anything offers code for streams is told fast, and never wrongly denied."""

import subprocess
import sys
from pathlib import Path

import pytest

from penstock.app.packages.offered import anything_offered
from tests.stream_packages import write_package


def test_an_installed_package_with_a_stream_is_seen(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_package(tmp_path, name="offering")
    monkeypatch.setattr(sys, "path", [str(tmp_path)])

    assert anything_offered()


def test_entry_points_of_other_programs_are_no_offers(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "other-1.0.dist-info").mkdir()
    (tmp_path / "other-1.0.dist-info/entry_points.txt").write_text("[console_scripts]\no = o:o\n")
    monkeypatch.setattr(sys, "path", [str(tmp_path), str(tmp_path / "absent")])

    assert not anything_offered()


@pytest.mark.parametrize("name", ["packages.zip", "package.egg"])
def test_an_archive_may_offer_something(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / name).touch()
    monkeypatch.setattr(sys, "path", [str(tmp_path / name)])

    assert anything_offered()


def test_a_finder_that_knows_distributions_of_its_own_may_offer_something(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    class Finder:
        def find_distributions(self) -> tuple[object, ...]:
            return ()

    monkeypatch.setattr(sys, "path", [])
    monkeypatch.setattr(sys, "meta_path", [*sys.meta_path, Finder()])

    assert anything_offered()


def test_a_check_without_offers_does_not_wait_for_the_metadata_of_packages() -> None:
    script = (
        "import sys, penstock.app.checking, penstock.app.packages.offered as it;"
        "sys.path[:] = [each for each in sys.path if 'site-packages' not in each];"
        "it.anything_offered(); sys.exit('importlib.metadata' in sys.modules)"
    )

    done = subprocess.run([sys.executable, "-c", script], check=False)

    assert done.returncode == 0
