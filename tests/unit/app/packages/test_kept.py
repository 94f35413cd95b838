"""What Penstock's own packages say to checks is asked once, and again when a source changed."""

import subprocess
import sys
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from penstock.app.loading import load
from penstock.app.packages.installed import Packages, StreamPackage, installed
from penstock.app.packages.kept import remembered
from penstock.app.packages.said import said
from penstock.architecture.checks.code.streams import StageCode, StreamCode

HEAVY = "penstock.streams.ncv_03_solar_storage", "numpy", "pydantic", "penstock.app.packages.code"


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return tmp_path / "cache"


@pytest.fixture
def sources(tmp_path: Path) -> Path:
    folder = tmp_path / "sources" / "inner"
    folder.mkdir(parents=True)
    (folder / "a.py").write_text("A = 1\n", encoding="utf-8")
    return folder.parent


class Asked:
    """Asks a package, and counts how often."""

    def __init__(self, sources: Path, *, unusable: str = "") -> None:
        self.times = 0
        self._sources = sources
        self._unusable = unusable

    def __call__(self, package: StreamPackage) -> StreamCode:
        return remembered(package, self._say, sources=self._sources)

    def _say(self) -> StreamCode:
        self.times += 1
        stages = {"NCV-03.1": StageCode(unusable=self._unusable)}
        return StreamCode(manifest="stream.toml", stages=stages)


@pytest.fixture
def package() -> StreamPackage:
    return installed().usable["NCV-03"]


def _said(folder: Path, packages: Packages) -> Mapping[str, StreamCode]:
    return said(load(folder).architecture, packages)


def test_what_is_kept_is_all_that_the_packages_said(reference_company: Path, cache: Path) -> None:
    packages = installed()

    asked, kept = (_said(reference_company, packages) for _ in range(2))

    assert len(list(cache.rglob("*.json"))) == len(kept) == 3
    assert kept == asked
    assert kept["NCV-03"].acts
    assert kept["AOV-04"].procedures


def test_a_package_is_asked_once(sources: Path, package: StreamPackage) -> None:
    asked = Asked(sources)

    assert asked(package) == asked(package)

    assert asked.times == 1


@pytest.mark.parametrize("name", ["a.py", "b.py", "stream.toml"])
def test_a_package_is_asked_again_when_a_source_is_another(
    sources: Path, package: StreamPackage, name: str
) -> None:
    asked = Asked(sources)
    asked(package)

    (sources / "inner" / name).write_text("A = 22\n", encoding="utf-8")
    asked(package)

    assert asked.times == 2


def test_a_package_of_others_is_asked_each_time(sources: Path, package: StreamPackage) -> None:
    asked = Asked(sources)

    for _ in range(2):
        asked(replace(package, distribution="of-others"))

    assert asked.times == 2


def test_what_cannot_be_used_is_asked_again(sources: Path, package: StreamPackage) -> None:
    asked = Asked(sources, unusable="numpy is broken")

    for _ in range(2):
        asked(package)

    assert asked.times == 2


@pytest.mark.parametrize("content", ["", "{}", "[]", '{"state": 1, "code": {}}', "\x00"])
def test_what_is_kept_and_broken_is_asked_again(
    sources: Path, package: StreamPackage, cache: Path, content: str
) -> None:
    asked = Asked(sources)
    asked(package)
    (kept,) = cache.rglob("*.json")

    kept.write_text(content, encoding="utf-8")
    asked(package)

    assert asked.times == 2


def test_where_nothing_can_be_written_a_package_is_asked_each_time(
    sources: Path, package: StreamPackage, cache: Path
) -> None:
    cache.write_text("no folder", encoding="utf-8")
    asked = Asked(sources)

    assert asked(package) == asked(package)

    assert asked.times == 2


def _loaded(folder: Path) -> str:
    """Return what a check of a folder imports of what is slow to import."""
    script = (
        "import sys; from penstock.app.checking import check, plan; from pathlib import Path;"
        f"folder = Path({str(folder)!r}); check(folder, plan(folder));"
        f"print(*(each for each in {HEAVY!r} if each in sys.modules))"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], check=True, capture_output=True, text=True
    )
    return done.stdout.strip()


def test_a_second_check_of_the_reference_company_loads_no_code(reference_company: Path) -> None:
    assert "penstock.app.packages.code" in _loaded(reference_company)

    assert _loaded(reference_company) == ""


def test_a_check_of_documents_without_the_streams_loads_no_code() -> None:
    assert _loaded(Path("examples/first-check")) == ""
