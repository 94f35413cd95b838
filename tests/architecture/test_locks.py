"""The locks hold what pyproject.toml asks for, with hashes, and nothing of any machine."""

import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name


def locked_versions(lock: Path) -> dict[str, str]:
    pins = re.findall(r"^(\S+)==(\S+)", lock.read_text(encoding="utf-8"), flags=re.MULTILINE)
    return dict(pins)


def project_settings(checkout: Path) -> dict[str, list[str]]:
    settings = tomllib.loads((checkout / "pyproject.toml").read_text(encoding="utf-8"))
    return {"run": settings["project"]["dependencies"], **settings["dependency-groups"]}


@pytest.mark.parametrize(
    ("lock", "groups"), [("runtime", ("run", "build")), ("dev", ("run", "build", "dev"))]
)
def test_a_lock_satisfies_every_requirement(
    checkout: Path, lock: str, groups: tuple[str, ...]
) -> None:
    versions = locked_versions(checkout / "locks" / f"{lock}.txt")
    wanted = [Requirement(text) for group in groups for text in project_settings(checkout)[group]]

    unsatisfied = [
        str(requirement)
        for requirement in wanted
        if not requirement.specifier.contains(
            versions.get(canonicalize_name(requirement.name), "0")
        )
    ]

    assert unsatisfied == [], "run: python3 dev.py lock"


def test_the_demo_runs_on_the_versions_that_the_tests_ran_on(checkout: Path) -> None:
    runtime = locked_versions(checkout / "locks" / "runtime.txt")
    dev = locked_versions(checkout / "locks" / "dev.txt")

    assert runtime.items() <= dev.items()


@pytest.mark.parametrize(
    "lock",
    [
        "runtime",
        "dev",
        "homeassistant",
        "homeassistant-newer",
        "pyarchimate",
        "pysam",
        "schemathesis",
    ],
)
def test_a_lock_has_a_hash_for_every_package_and_names_no_source(checkout: Path, lock: str) -> None:
    text = (checkout / "locks" / f"{lock}.txt").read_text(encoding="utf-8")

    packages = re.split(r"\n(?=\S)", text.strip())

    assert [package for package in packages if "--hash=sha256:" not in package] == []
    assert re.findall(r"://|--index|--find-links|file:", text) == []
