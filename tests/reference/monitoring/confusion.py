"""Labels against the reasons that were found: how often each was taken for each."""

from collections import Counter
from functools import lru_cache

from penstock.engineering.monitoring.alarms import Reason
from penstock.engineering.monitoring.diagnosing import Diagnosis, diagnosed
from tests.reference.monitoring.labelled import HEALTHY, VISIBLE, cases


@lru_cache(maxsize=2)
def confusion(*, held_out: bool) -> Counter[tuple[str, str]]:
    """Return how often each label was given each reason; a sound system's is `healthy`, too."""
    found: Counter[tuple[str, str]] = Counter()
    for case in cases(held_out=held_out):
        if case.label == HEALTHY or case.lost_share >= VISIBLE:
            reason = first_reason(diagnosed(case.system, case.seen), case.label)
            found[case.label, reason] += 1
    return found


def first_reason(found: Diagnosis, label: str) -> str:
    """Return what is told first; clipping counts where it was done, and is no fault elsewhere."""
    told = found.alarms if label == Reason.CLIPPING else found.faults
    return told[0].reason.value if told else HEALTHY


def right_share(table: Counter[tuple[str, str]]) -> float:
    """Return the share of cases that got their own label."""
    return sum(count for (label, reason), count in table.items() if label == reason) / table.total()
