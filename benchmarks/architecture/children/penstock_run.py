"""Loads a folder, runs all rules, groups what they find and traces elements; prints what it read.

One fresh process, as the command line would be: `python penstock_run.py FOLDER [TRACED]`.
"""

import atexit
import gc
import json
import os
import sys
import time
from collections import Counter
from datetime import date
from pathlib import Path

# As penstock.cli.main does: a process that builds one model and ends has no use for it.
gc.disable()
atexit.register(gc.freeze)

from penstock.app.checking import check, plan  # noqa: E402
from penstock.architecture.model import (  # noqa: E402
    Architecture,
    Capability,
    InformationItem,
    RelationKind,
    Stage,
    ValueStream,
)
from penstock.architecture.tracing import Needs, tree  # noqa: E402

_AS_OF = date(2026, 12, 1)
_ITEMS = (ValueStream, Stage, Capability, InformationItem)
# What `penstock trace` follows where nobody says otherwise.
_DEPTH = 2
_LINKS = (
    *(RelationKind.PART_OF, RelationKind.ENABLES, RelationKind.DEPENDS_ON),
    *(RelationKind.CONSUMES, RelationKind.PRODUCES),
)


def main(folder: Path, *, traced: int) -> None:
    begun = time.process_time()
    report = check(folder, plan(folder, as_of=_AS_OF))
    groups = report.groups
    needs = Needs(report.subject.architecture)
    branches = _trace(needs, traced)
    seconds = time.process_time() - begun
    answer = {
        "cpu_s": seconds,
        "rules": len(report.rules),
        "documents": len(report.subject.documents),
        "findings": Counter(finding.rule for finding in report.findings),
        "groups": len(groups),
        "branches": branches,
    }
    print(json.dumps(answer | _counted(report.subject.architecture)), flush=True)
    # As `penstock check` and `penstock trace` do: a model that has served is not taken apart.
    os._exit(0)


def _trace(needs: Needs, count: int) -> int:
    """Follow so many items, spread over the documents, both ways; return the branches seen."""
    kinds = {each.kind for each in _ITEMS}
    refs = [ref for ref in needs.architecture.statements if ref.kind in kinds]
    chosen = refs[:: max(1, len(refs) // count)][:count] if count else []
    return sum(
        len(tree(needs, ref, forward=forward, depth=_DEPTH))
        for ref in chosen
        for forward in (True, False)
    )


def _counted(architecture: Architecture) -> dict[str, int]:
    """Return how many items and links were read, in the sense of the other tools."""
    ends = {
        (relation.source, relation.target)
        for kind in _LINKS
        for relation in architecture.of_kind(kind)
    }
    kinds = Counter(ref.kind for ref in architecture.statements)
    items = sum(kinds[each.kind] for each in _ITEMS)
    return {"items": items, "links": len(ends)}


if __name__ == "__main__":
    main(Path(sys.argv[1]), traced=int(sys.argv[2]) if len(sys.argv) > 2 else 0)
