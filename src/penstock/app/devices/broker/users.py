"""Users of a broker and the hashes of their passwords, in a file that Mosquitto reads as well."""

import base64
import hashlib
import hmac
import os
import secrets
from collections.abc import Sequence
from pathlib import Path

from penstock.app.devices.broker.permits import HOME, SERVER

_ROUNDS = 101
"""Of the hash, as Mosquitto does it. Passwords are made here and hold 192 random bits: nobody finds
them by trying, and ten thousand homes that come back at once cost a second."""


def users_file(folder: Path) -> Path:
    """Return where a broker that works in a folder keeps its users."""
    return folder / "users"


class UserError(Exception):
    """A user's name is none, or a file of users cannot be read."""


class Users:
    """The users of a file: `NAME:$7$ROUNDS$SALT$HASH` in each line, as `mosquitto_passwd` writes.

    Args:
        file: Where they are kept; made with the first user.
    """

    def __init__(self, file: Path) -> None:
        self.file = file
        self._hashes: dict[str, str] = {}
        self._seen: tuple[int, int] | None = None
        # Who has been let in needs no second hash; what is kept in memory is keyed anew each run.
        self._key = secrets.token_bytes(32)
        self._known: dict[str, bytes] = {}

    def names(self) -> tuple[str, ...]:
        """Return all users."""
        self.refresh()
        return tuple(self._hashes)

    def add(self, name: str) -> str:
        """Give a user a new password, and return it: it is kept nowhere else.

        Raises:
            UserError: It is no name of a home.
        """
        return self.add_all([name])[name]

    def add_all(self, names: Sequence[str]) -> dict[str, str]:
        """Give many users a new password each, and return them.

        Raises:
            UserError: One of them is no name of a home; then nobody is given one.
        """
        for name in names:
            if not HOME.fullmatch(name):
                raise UserError(
                    f"“{name}” is no name of a home; expected 1 to 40 small letters, digits or _."
                )
            if name == SERVER:
                raise UserError(f"“{name}” is the server, and no home. Choose another name.")
        return self._give(names)

    def give_server(self) -> str:
        """Give the server a new password, and return it."""
        return self._give([SERVER])[SERVER]

    def _give(self, names: Sequence[str]) -> dict[str, str]:
        passwords = {name: secrets.token_urlsafe(24) for name in names}
        self.refresh()
        self._write(self._hashes | {name: _hash(said) for name, said in passwords.items()})
        return passwords

    def remove(self, name: str) -> None:
        """Let a user not in any more.

        Raises:
            UserError: Nobody is called that.
        """
        if name not in self.names():
            raise UserError(f"There is no user “{name}” in {self.file}.")
        self._write({each: said for each, said in self._hashes.items() if each != name})

    def are(self, name: str, password: bytes) -> bool:
        """Tell whether a name and a password belong together, looking into the file if need be.

        Raises:
            UserError: A line of the file is no user's.
        """
        return self._are(name, password) or (self.refresh() and self._are(name, password))

    def _are(self, name: str, password: bytes) -> bool:
        kept = self._hashes.get(name)
        mark = hmac.digest(self._key, name.encode() + b"\0" + password, "sha256")
        if kept is None:
            return False
        if hmac.compare_digest(self._known.get(name, b""), mark):
            return True
        if not _fits(kept, password):
            return False
        self._known[name] = mark
        return True

    def refresh(self) -> bool:
        """Read the file again where it has changed, and tell whether it has.

        Raises:
            UserError: A line is no user's.
        """
        try:
            found = self.file.stat()
        except FileNotFoundError:
            return False
        seen = (found.st_mtime_ns, found.st_size)
        if seen == self._seen:
            return False
        self._hashes = dict(map(self._line, self.file.read_text(encoding="utf-8").splitlines()))
        self._seen = seen
        self._known.clear()
        return True

    def _line(self, line: str) -> tuple[str, str]:
        name, _, said = line.partition(":")
        if not name or not said.startswith("$7$") or said.count("$") != 4:
            raise UserError(
                f"{self.file} holds the line “{line[:60]}”; expected NAME:$7$ROUNDS$SALT$HASH. "
                "Make users with penstock devices access."
            )
        return name, said

    def _write(self, hashes: dict[str, str]) -> None:
        self.file.parent.mkdir(parents=True, exist_ok=True)
        made = self.file.with_suffix(".new")
        text = "".join(f"{name}:{said}\n" for name, said in hashes.items())
        with os.fdopen(os.open(made, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as out:
            out.write(text)
            out.flush()
            os.fsync(out.fileno())
        made.replace(self.file)
        self.refresh()


def server_password(users: Users) -> str:
    """Return the server's password, made and kept beside the users where there is none yet."""
    kept = users.file.with_name(f"{SERVER}.password")
    if SERVER in users.names() and kept.exists():
        return kept.read_text(encoding="utf-8").strip()
    password = users.give_server()
    with os.fdopen(os.open(kept, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as out:
        out.write(password + "\n")
    return password


def _hash(password: str) -> str:
    salt = os.urandom(12)
    found = hashlib.pbkdf2_hmac("sha512", password.encode(), salt, _ROUNDS)
    return f"$7${_ROUNDS}${_text(salt)}${_text(found)}"


def _fits(kept: str, password: bytes) -> bool:
    _, _, rounds, salt, wanted = kept.split("$")
    try:
        found = hashlib.pbkdf2_hmac("sha512", password, base64.b64decode(salt), int(rounds))
        return hmac.compare_digest(found, base64.b64decode(wanted))
    except ValueError:
        return False


def _text(raw: bytes) -> str:
    return base64.b64encode(raw).decode()
