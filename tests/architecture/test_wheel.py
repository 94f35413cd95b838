"""What is shipped is complete: package, reference company and licences."""

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest


@pytest.fixture(scope="module")
def shipped(checkout: Path, tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    """Return the names of the files in a wheel built from the checkout."""
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", folder],
        cwd=checkout,
        check=True,
        capture_output=True,
    )
    with zipfile.ZipFile(next(folder.glob("*.whl"))) as wheel:
        return set(wheel.namelist())


def files(folder: Path, *, below: Path) -> set[str]:
    return {
        file.relative_to(below).as_posix()
        for file in folder.rglob("*")
        if file.is_file() and "__pycache__" not in file.parts
    }


def test_every_file_of_the_package_is_shipped(checkout: Path, shipped: set[str]) -> None:
    assert files(checkout / "src" / "penstock", below=checkout / "src") <= shipped


def test_the_reference_company_is_shipped(reference_company: Path, shipped: set[str]) -> None:
    documents = files(reference_company, below=reference_company.parent)

    assert {f"penstock/enterprise/{document}" for document in documents} <= shipped
    assert documents


def test_licence_and_notice_are_shipped(shipped: set[str]) -> None:
    names = {name.rpartition("/")[2] for name in shipped}

    assert {"LICENSE", "NOTICE"} <= names
