"""The versions of documents that Git knows, and what changed between two of them."""

import subprocess
from pathlib import Path

import pytest

from penstock.app.loading import load
from penstock.app.versions import NOW, NoSuchVersionError, Versions
from tests.small_company import STAGES, TEXTS


def _git(folder: Path, *arguments: str) -> None:
    identity = ["-c", "user.name=A", "-c", "user.email=a@example.org"]
    command = ["git", "-C", str(folder), *identity, *arguments]
    subprocess.run(command, check=True, capture_output=True)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return documents with two commits that changed them, and one that did not."""
    documents = tmp_path / "docs"
    documents.mkdir()
    for name, text in TEXTS.items():
        (documents / name).write_text(text)
    _git(tmp_path, "init", "-q")
    _git(tmp_path, "add", ".")
    _git(tmp_path, "commit", "-qm", "found the company")
    (documents / "stages.md").write_text(STAGES.replace("**Design Array**", "**Plan Array**"))
    _git(tmp_path, "commit", "-qam", "plan arrays")
    (tmp_path / "other.txt").write_text("x")
    _git(tmp_path, "add", ".")
    _git(tmp_path, "commit", "-qm", "beside the documents")
    return documents


def test_commits_that_changed_the_documents_are_listed_behind_the_present(folder: Path) -> None:
    listed = Versions(folder).listed()

    assert [each.words for each in listed] == [
        "as the documents are now",
        "plan arrays",
        "found the company",
    ]
    assert listed[0].name == NOW
    assert listed[1].name[:8] in listed[1].label


def test_the_last_commit_but_one_is_compared_with_the_present(folder: Path) -> None:
    found = Versions(folder).differences("", "", now=load(folder).architecture)

    assert found.before.words == "found the company"
    assert [each.sentence for each in found.changes] == [
        "Stage NCV-03.2 “Design Array” was renamed “Plan Array”."
    ]


def test_two_commits_are_compared_by_their_names(folder: Path) -> None:
    versions = Versions(folder)
    _, new, old = versions.listed()

    found = versions.differences(new.name, old.name, now=load(folder).architecture)

    assert "“Plan Array” was renamed “Design Array”" in found.changes[0].sentence


@pytest.mark.parametrize("name", ["HEAD", "..", "/etc", "--help", "master"])
def test_nothing_but_a_version_of_the_list_is_read(folder: Path, name: str) -> None:
    with pytest.raises(NoSuchVersionError, match="none of the versions of these documents"):
        Versions(folder).differences(name, "", now=load(folder).architecture)


def test_documents_that_git_does_not_know_have_the_present_alone(tmp_path: Path) -> None:
    (tmp_path / "stages.md").write_text(STAGES)

    found = Versions(tmp_path).differences("", "", now=load(tmp_path).architecture)

    assert [each.name for each in Versions(tmp_path).listed()] == [NOW]
    assert found.changes == ()
