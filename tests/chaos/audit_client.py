"""Records entries from several threads at once until it is killed, and notes what was answered.

python -m tests.chaos.audit_client ADDRESS GENERATION NOTES
"""

import sys
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from threading import Lock, Thread

from penstock.store import open_store
from penstock.store.audit import AuditBook
from penstock.store.sql import SqlStore
from tests.unit.governance.audit.logs import READ, SECRET

THREADS = 4


def main(address: str, generation: str, notes: Path) -> None:
    with closing(open_store(address)) as store, notes.open("w", encoding="utf-8") as file:
        assert isinstance(store, SqlStore)
        log, guard = AuditBook(store.audit_pages, SECRET), Lock()

        def note(line: str) -> None:
            with guard:
                file.write(f"{line}\n")
                # What is noted survives the kill, which the system does not.
                file.flush()

        threads = [
            Thread(target=_record, args=(log, f"{generation}-{number}", note))
            for number in range(THREADS)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()


def _record(log: AuditBook, name: str, note: Callable[[str], None]) -> None:
    for number in range(1_000_000):
        purpose = f"{name}-{number}"
        entries = [replace(READ, purpose=purpose, subject=f"C-{name}-{number % 50}")]
        for position in log.append(entries * (1 + number % 3)):
            note(f"{position} {purpose}")


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], Path(sys.argv[3]))
