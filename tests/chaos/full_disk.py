"""Rounds on a full disk: a client goes on until nothing fits, and again when there is room."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from shutil import disk_usage
from subprocess import CalledProcessError, run
from tempfile import TemporaryDirectory

from penstock.store import StoreError, open_store
from penstock.store.sql import SqlStore
from tests.chaos import client
from tests.chaos.verdict import Verdict, judged

SIZE_MIB = 6
BALLAST_BYTES = 1536 * 1024


class NoSmallDiskError(Exception):
    """Nobody may make a small disk here."""

    def __init__(self, because: str) -> None:
        super().__init__(f"a small disk cannot be mounted: {because}")


@contextmanager
def small_disk() -> Iterator[Path]:
    """Mount a small disk in a folder of its own, and take both away again.

    Raises:
        NoSmallDiskError: That takes rights that this process does not have.
    """
    # Not below pytest's folder, which another run may clear away meanwhile.
    with TemporaryDirectory(prefix="penstock-disk-") as folder:
        mount = ["mount", "-t", "tmpfs", "-o", f"size={SIZE_MIB}m", "tmpfs", folder]
        try:
            run(mount, check=True, capture_output=True, text=True)
        except (CalledProcessError, FileNotFoundError) as error:
            raise NoSmallDiskError(str(getattr(error, "stderr", error)).strip()) from error
        try:
            yield Path(folder)
        finally:
            run(["umount", folder], check=True)


def filled(disk: Path, notes: Path, *, spare_bytes: int, seed: int) -> tuple[Verdict, list[str]]:
    """Fill a disk, make room, go on, and return the verdict and what the store said.

    Args:
        disk: Where the cases are kept.
        notes: Where a client notes what it was answered; with room.
        spare_bytes: How much is free when the client begins, beside a ballast.
        seed: What the client sends.
    """
    address = f"sqlite:///{disk / 'cases.db'}"
    open_store(address).close()
    ballast, rest = disk / "ballast", disk / "rest"
    _fill(ballast, BALLAST_BYTES)
    _fill(rest, _free_bytes(disk) - spare_bytes)
    said = [_until_it_fails(address, notes, seed=seed, generation=1)]
    ballast.unlink()
    said.append(_until_it_fails(address, notes, seed=seed, generation=2))
    rest.unlink()
    with closing(open_store(address)) as store:
        assert isinstance(store, SqlStore)
        return judged(store, notes), said


def _until_it_fails(address: str, notes: Path, *, seed: int, generation: int) -> str:
    """Let a client go on until the store fails, and return what the store said."""
    try:
        client.main(address, seed, generation, notes / f"{generation:06}.answered")
    except StoreError as error:
        return str(error)
    raise AssertionError("the client ended, and the disk is not full")


def _fill(file: Path, size_bytes: int) -> None:
    file.write_bytes(b"\0" * size_bytes)


def _free_bytes(disk: Path) -> int:
    return disk_usage(disk).free
