"""Rounds in which all programs take turns, so that a busy machine slows all of them."""

import sys
from collections import defaultdict
from collections.abc import Sequence

from benchmarks.measurement.contenders import METRICS, PEERS, PENSTOCK, Answered, Contender
from benchmarks.measurement.logs.folders import Made
from benchmarks.measurement.proofs import prove, prove_metrics

Rounds = dict[str, list[Answered]]


def measure(log: Made, contenders: Sequence[Contender], *, rounds: int) -> Rounds:
    """Return what each program answered in each round, by its name.

    Raises:
        FailedRunError: A program failed.
        OtherAnswersError: Two programs do not say the same.
    """
    kept: Rounds = defaultdict(list)
    for number in range(rounds):
        print(f"Round {number + 1} of {rounds}", file=sys.stderr, flush=True)
        turns = contenders if number % 2 == 0 else contenders[::-1]
        answered = {each.name: _turn(each, log) for each in turns}
        _proved(log, answered)
        for name, answer in answered.items():
            kept[name].append(answer)
    return kept


def warm_up(log: Made, small: Made, contenders: Sequence[Contender]) -> None:
    """Leave byte code of all programs behind, and the log's files in memory where they fit.

    Raises:
        FailedRunError: A program failed.
        OtherAnswersError: Two programs do not say the same of the small log.
    """
    _proved(small, {each.name: each.asked(small) for each in contenders})
    for file in log.path.rglob("*.parquet"):
        file.read_bytes()


def _turn(contender: Contender, log: Made) -> Answered:
    answered = contender.asked(log)
    told = f"  {contender.name:<28}{answered.all_wall_s:9.3f} s{answered.all_cpu_s:9.3f} s of CPU"
    print(told, file=sys.stderr, flush=True)
    return answered


def _proved(log: Made, answered: dict[str, Answered]) -> None:
    peers = [answered[each.name] for each in PEERS if each.name in answered]
    prove(log, answered[PENSTOCK.name], peers)
    if METRICS.name in answered:
        prove_metrics(answered[METRICS.name])
