"""The boundary: is it right, is every fault in a policy noticed, and how fast does it decide?"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import timedelta
from itertools import islice
from time import process_time

from benchmarks.common.goals import Figure
from penstock.app.boundary.reading import Council
from penstock.app.loading import reference_company
from penstock.governance.boundary.asking import Action, Actor, Decision, Object, Question
from penstock.governance.boundary.deciding import Boundary
from penstock.governance.consent.consent import Consent
from penstock.governance.consent.register import ConsentRegister
from penstock.kernel.sensitivity import Sensitivity
from penstock.kernel.sides import Side
from tests.oracles.boundary.crossings import NOW, crossings, live_consent, near_misses
from tests.oracles.boundary.hunting import hunt
from tests.oracles.boundary.verdict import verdict

CROSSINGS, NEAR_MISSES, DECISIONS = 200_000, 50_000, 10_000
SINGLE_GOAL, BATCH_GOAL = 5_000, 10_000
SEED, BATCH, ROUNDS = 4, 500, 3
_STRIDE = 7_919


def figures() -> Iterator[Figure]:
    """Yield all figures."""
    yield from rightness(count=CROSSINGS, near=NEAR_MISSES)
    yield from unnoticed_faults()
    for consents in (5_000, 100_000):
        yield from speed(consents=consents, decisions=DECISIONS)


def rightness(*, count: int, near: int) -> Iterator[Figure]:
    """Yield how many of random crossings, and of near misses, are decided wrongly."""
    boundary = Council(reference_company()).boundary
    yield from _crossings(boundary, count)
    yield from _near_misses(boundary, near)


def _crossings(boundary: Boundary, count: int) -> Iterator[Figure]:
    asked = crossings(count, seed=SEED)
    leaks = wrong_denials = wrong_reasons = 0
    while some := list(islice(asked, BATCH)):
        for question, decision in zip(some, boundary.decide_all(some), strict=True):
            allowed, rule = verdict(question)
            leaks += decision.allowed and not allowed
            wrong_denials += allowed and not decision.allowed
            wrong_reasons += decision.allowed is allowed and decision.rule != rule
    name = f"{count:,} random crossings against the oracle"
    yield Figure(name=f"{name}: leaks", value=leaks, unit="", at_most=0)
    yield Figure(name="  wrong denials", value=wrong_denials, unit="", at_most=0)
    yield Figure(name="  wrong reasons", value=wrong_reasons, unit="", at_most=0)


def _near_misses(boundary: Boundary, count: int) -> Iterator[Figure]:
    missed = list(near_misses(count, seed=SEED))
    decided = _in_batches(boundary, [question for question, _ in missed])
    wrong = sum(
        (each.allowed, each.rule) != (False, rule)
        for each, (_, rule) in zip(decided, missed, strict=True)
    )
    name = f"{count:,} live consents with one term broken: not denied by that term"
    yield Figure(name=name, value=wrong, unit="", at_most=0)


def unnoticed_faults() -> Iterator[Figure]:
    """Yield how many faults in policies no scenario of the council notices."""
    council = Council(reference_company())
    scenarios, _ = council.scenarios()
    hunted = hunt(council.policies, [each.question for each in scenarios])
    name = f"{hunted.planted} faults planted in policies: unnoticed by {len(scenarios)} scenarios"
    yield Figure(name=name, value=len(hunted.survivors), unit="", at_most=0)


def speed(*, consents: int, decisions: int) -> Iterator[Figure]:
    """Yield how many decisions a second there are with so many consents to search."""
    boundary = Council(reference_company()).boundary
    register = ConsentRegister(consent_of(number) for number in range(consents))
    # In no batch is anything asked about one customer twice, however few there are.
    asked = [question_about(number * _STRIDE % consents) for number in range(decisions)]
    name = f"decisions, {consents:,} consents"
    single = [_rate(boundary, register, asked, batch=1) for _ in range(ROUNDS)]
    batch = [_rate(boundary, register, asked, batch=BATCH) for _ in range(ROUNDS)]
    yield Figure(
        name=f"{name}, one by one",
        value=max(single),
        unit="/s",
        at_least=SINGLE_GOAL,
        runs=tuple(single),
    )
    yield Figure(
        name=f"{name}, {BATCH} at once",
        value=max(batch),
        unit="/s",
        at_least=BATCH_GOAL,
        runs=tuple(batch),
    )


def _rate(
    boundary: Boundary, register: ConsentRegister, asked: Sequence[Question], *, batch: int
) -> float:
    """Return decisions for each CPU second, the search for the consent included."""
    begun = process_time()
    for start in range(0, len(asked), batch):
        found = [
            replace(each, consent=register.candidate(each)) for each in asked[start : start + batch]
        ]
        decided = boundary.decide_all(found)
        assert all(each.allowed for each in decided)
    return len(asked) / (process_time() - begun)


def _in_batches(boundary: Boundary, asked: Sequence[Question]) -> list[Decision]:
    starts = range(0, len(asked), BATCH)
    return [each for start in starts for each in boundary.decide_all(asked[start : start + BATCH])]


_SELLER = Actor(id="sam", side=Side.NON_REGULATED, functions=frozenset({"marketing"}))


def question_about(customer: int) -> Question:
    """Return a question about a customer, which their consent allows."""
    about = Object(
        id=f"usage-{customer}",
        kind="item",
        side=Side.REGULATED,
        sensitivity=Sensitivity.PERSONAL,
        subject=f"C-{customer}",
        premise=f"P-{customer}",
        account=f"A-{customer}",
        data_class="interval_usage",
    )
    return Question(
        actor=_SELLER,
        acting_for=Side.NON_REGULATED,
        action=Action.READ,
        object=about,
        purpose="solar_design",
        at=NOW,
    )


def consent_of(customer: int) -> Consent:
    """Return the consent of a customer."""
    live = live_consent(question_about(customer))
    return replace(live, id=f"K-{customer}", end=NOW + timedelta(days=90))
