"""The key file: the secret of an audit log, outside the database that it belongs to."""

import os
import stat
from contextlib import suppress
from pathlib import Path
from secrets import token_bytes, token_hex

from penstock.governance.audit.people import KEY_BYTES
from penstock.governance.audit.secret import Secret

KEY_VARIABLE = "PENSTOCK_AUDIT_KEY"
_FORM = "penstock audit key 1 "
_OTHERS = stat.S_IRWXG | stat.S_IRWXO


class KeyFileError(Exception):
    """The key file of an audit log cannot be used."""

    def __init__(self, path: Path | None, sentence: str) -> None:
        self.path = path
        super().__init__(sentence)


def lost(path: Path) -> KeyFileError:
    """Return what is wrong where a log was begun, and its key file is not there."""
    return KeyFileError(
        path,
        f"The audit log of this database was begun with a key file, and {path} does not exist. "
        f"Bring the file, or name it with {KEY_VARIABLE}; no new one is made, because it could "
        "not go on with the log.",
    )


def unnamed() -> KeyFileError:
    """Return what is wrong where nobody says where the key file is."""
    return KeyFileError(
        None,
        "Nobody says where the key file of the audit log is. A database on a server has one for "
        f"all machines: name its file with {KEY_VARIABLE}; the first use makes it.",
    )


def read_key(path: Path) -> Secret:
    """Return the secret that a file holds.

    Raises:
        KeyFileError: It cannot be read, is none, or others may read it.
    """
    try:
        text = path.read_text(encoding="ascii")
        mode = path.stat().st_mode
    except (OSError, UnicodeDecodeError) as error:
        raise KeyFileError(path, f"The key file {path} cannot be read: {error}.") from error
    if os.name != "nt" and mode & _OTHERS:
        sentence = f"Others than its owner may use the key file {path}. Run: chmod 600 {path}"
        raise KeyFileError(path, sentence)
    with suppress(ValueError):
        if text.startswith(_FORM):
            return Secret(bytes.fromhex(text.removeprefix(_FORM).strip()))
    raise KeyFileError(path, f"{path} holds no key of an audit log. Name the right file.")


def make_key(path: Path) -> Secret:
    """Make a key file that only its owner may read, unless somebody else makes it meanwhile.

    Raises:
        KeyFileError: It cannot be made.
    """
    new = path.with_name(f"{path.name}.{token_hex(8)}")
    from penstock.store.settling import settle  # the store is slow to import

    try:
        try:
            _write(new, f"{_FORM}{token_bytes(KEY_BYTES).hex()}\n")
            # Whole or not at all, and never in place of one that is there.
            with suppress(FileExistsError):
                os.link(new, path)
        finally:
            new.unlink(missing_ok=True)
        settle(path.parent)
    except OSError as error:
        raise KeyFileError(path, f"The key file {path} cannot be made: {error}.") from error
    return read_key(path)


def _write(path: Path, text: str) -> None:
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write(text)
        file.flush()
        # What is sealed with it will be on the disk, so it has to be there before.
        os.fsync(file.fileno())
