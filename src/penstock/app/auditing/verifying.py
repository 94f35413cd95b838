"""Verifying an audit log, with its key file or without."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from penstock.app.auditing.key_file import read_key
from penstock.app.auditing.opening import key_path, newest_head, opened_pages
from penstock.governance.audit.findings import Finding
from penstock.governance.audit.heads import Head, NoHeadError
from penstock.store.audit import Pages, verified


@dataclass(frozen=True, slots=True, kw_only=True)
class Verified:
    """What became of verifying a log.

    Args:
        head: The newest head; None where the log is empty.
        findings: What is wrong.
        outside: The heads from outside that it was held against.
        trusted: Who said which key signs it: `key file`, `head file`, or `log` itself.
    """

    head: Head | None
    findings: tuple[Finding, ...]
    outside: Mapping[str, Head]
    trusted: str


def verify_log(address: str, *, outside: Mapping[str, Head]) -> Verified:
    """Verify the audit log of a database, also against heads that had left the machine.

    Raises:
        NoDatabaseError: The file does not exist.
        StoreError: The database cannot be used.
        KeyFileError: The key file cannot be read.
    """
    with opened_pages(address) as pages:
        public_key, trusted = _public_key(address, pages, outside)
        findings = tuple(verified(pages, public_key=public_key, outside=outside))
        return Verified(
            head=newest_head(pages), findings=findings, outside=outside, trusted=trusted
        )


def read_head(path: Path) -> Head:
    """Return the head that a file holds.

    Raises:
        NoHeadError: It holds none, or cannot be read.
    """
    try:
        return Head.from_json(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise NoHeadError(because=f"{path} cannot be read ({error.strerror})") from error
    except UnicodeDecodeError as error:
        raise NoHeadError(because=f"{path} holds no text") from error


def _public_key(address: str, pages: Pages, outside: Mapping[str, Head]) -> tuple[str, str]:
    """Return the key that signs a log, and who says so."""
    path = key_path(address)
    if path and path.exists():
        return read_key(path).public_key, "key file"
    for each in outside.values():
        return each.public_key, "head file"
    newest = newest_head(pages)
    return newest.public_key if newest else "", "log"
