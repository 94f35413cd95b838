"""The other tools come from locks with hashes; the tester's own settings change no figure."""

import re
from pathlib import Path

import pytest

from benchmarks.architecture.tools import SPHINX_NEEDS, STRICTDOC
from benchmarks.common.environments import PeerEnvironment, variables
from benchmarks.delivery.contenders import DBOS, PROCRASTINATE, SPIFF
from benchmarks.measurement.contenders import PM4PY

PEERS = [SPHINX_NEEDS, STRICTDOC, DBOS, PROCRASTINATE, SPIFF, PM4PY]


@pytest.mark.parametrize("peer", PEERS, ids=lambda peer: peer.name)
def test_a_peers_lock_has_a_hash_for_every_package_and_names_no_source(
    peer: PeerEnvironment,
) -> None:
    text = peer.lock.read_text(encoding="utf-8")

    packages = re.split(r"\n(?=\S)", text.strip())

    assert [package for package in packages if "--hash=sha256:" not in package] == []
    assert re.findall(r"://|--index|--find-links|file:", text) == []


@pytest.mark.parametrize("peer", PEERS, ids=lambda peer: peer.name)
def test_a_peers_lock_holds_the_peer(peer: PeerEnvironment) -> None:
    wanted = peer.lock.with_suffix(".in").read_text(encoding="utf-8").split()[0]

    assert re.search(rf"^{wanted}==\d", peer.lock.read_text(encoding="utf-8"), re.MULTILINE)


def test_byte_code_is_kept_even_if_the_tester_keeps_none(
    monkeypatch: pytest.MonkeyPatch, checkout: Path
) -> None:
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1")

    assert "PYTHONDONTWRITEBYTECODE" not in variables()
    assert variables()["PYTHONPYCACHEPREFIX"] == str(checkout / ".bench" / "bytecode")
