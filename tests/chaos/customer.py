"""People at the use cases: they open cases and work them, in and out of order, until told to stop.

python -m tests.chaos.customer ADDRESS DOCUMENTS SEED NAME FOLDER
"""

import argparse
import json
import time
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from random import Random

from penstock.app.cases import By, Cases, ConflictError, NoSuchCaseError, NoSuchNameError
from penstock.app.cases.opening import opened
from penstock.delivery import commands as do
from penstock.delivery.case import Case, Phase, Status
from penstock.delivery.models import StreamModel
from penstock.delivery.refusals import RefusedError, UnknownNameError

STREAM = "NCV-03"
CASES_AT_ONCE = 24
PAUSE_S = 0.002
NOT_NOW = (RefusedError, UnknownNameError, NoSuchNameError, NoSuchCaseError, ConflictError)


@dataclass(frozen=True, kw_only=True)
class Handing:
    """An item that is recorded, with what it holds."""

    item: str

    def content(self, case_id: str) -> bytes:
        """Return the same for the same case."""
        typed = self.item in {"Inquiry", "Qualified lead"}
        return json.dumps({"customer": case_id}).encode() if typed else case_id.encode()


Act = do.Command | Handing
SCRIPT: tuple[Act, ...] = (
    do.Open(case_id="", product="", customer="C-7"),
    do.Attest(criterion="asks for an offer", evidence="call"),
    Handing(item="Energy bills"),
    Handing(item="Inquiry"),
    Handing(item="Energy bills"),
    do.Pass(role="", evidence="seen"),
    do.Claim(person="Ada"),
    Handing(item="Design"),
    do.Hold(reason="wait"),
    do.Resume(reason="go"),
    Handing(item="Proposal"),
    do.Complete(),
    do.SendBack(role="", reason="too small"),
    do.Complete(),
    do.Pass(role="", evidence="seen"),
    do.Attest(criterion="feeds the house", evidence="light"),
)


@dataclass(frozen=True, kw_only=True)
class Customer:
    """Acts on cases, and notes what was answered."""

    cases: Cases
    note: Callable[[str, str, str], None]

    def send(self, case_id: str, number: int) -> None:
        """Send one act of the script, as often as anybody likes."""
        self._act(case_id, SCRIPT[number], By(actor="Ada", key=f"{case_id}/{number}"))

    def go_on(self, case_id: str) -> bool:
        """Do what brings a case nearer to its end; tell whether it has come there."""
        try:
            shown = self.cases.show(case_id)
        except NoSuchCaseError:
            self.send(case_id, 0)
            return False
        act = useful(shown.case, shown.model)
        if act is not None:
            version = shown.case.version
            key = f"{case_id}/at-{version}"
            self._act(case_id, act, By(actor="Bob", key=key, expected_version=version))
        return shown.case.ended

    def _act(self, case_id: str, act: Act, by: By) -> None:
        # It comes too early, too late, or somebody was faster: it is sent again some day.
        with suppress(*NOT_NOW):
            self.note(by.key, case_id, self._answer(case_id, act, by))

    def _answer(self, case_id: str, act: Act, by: By) -> str:
        match act:
            case do.Open():
                return self.cases.open(STREAM, by, case_id=case_id, customer=act.customer)
            case Handing():
                return self.cases.record(case_id, act.item, act.content(case_id), by)
        return self.cases.act(case_id, act, by)


def useful(case: Case, model: StreamModel) -> Act | None:
    """Return what people do next; nothing where it is a worker's turn, or the end."""
    stage = model.stage(case.stage_id)
    if case.ended:
        return None
    if case.status is Status.HELD:
        return do.Resume(reason="go")
    criteria, items = {
        Phase.WAITING: (model.entry_criteria, stage.inputs),
        Phase.WORKING: ((), stage.outputs if case.task else ()),
        Phase.WORKED: ((), ()),
        Phase.PASSED: (model.exit_criteria, ()),
    }[case.phase]
    missing = [each for each in criteria if each not in case.attested]
    if missing:
        return do.Attest(criterion=missing[0], evidence="seen")
    if lacking := [item for item in items if not case.has(item)]:
        return Handing(item=lacking[0])
    if case.phase is Phase.WORKED:
        return do.Pass(role="", evidence="seen")
    return do.Complete() if case.task else None


@contextmanager
def at_work(address: str, documents: Path, file: Path) -> Iterator[Customer]:
    """Yield somebody who acts at a database, and notes it in a file."""
    with opened(address, folder=documents) as cases, file.open("ab", buffering=0) as notes:

        def note(key: str, case_id: str, answer: str) -> None:
            notes.write(f"{key} {case_id} {sha256(answer.encode()).hexdigest()}\n".encode())

        yield Customer(cases=cases, note=note)


def act_until_told(customer: Customer, chance: Random, name: str, stop: Path) -> None:
    """Work cases, always a few at once, until a file says that it is time to go."""
    in_hand = [f"{name}-{number:05}" for number in range(CASES_AT_ONCE)]
    opened_so_far = CASES_AT_ONCE
    while not stop.exists():
        place = chance.randrange(CASES_AT_ONCE)
        if chance.random() < 0.4:
            for number in _numbers(chance):
                customer.send(in_hand[place], number)
        elif customer.go_on(in_hand[place]):
            in_hand[place] = f"{name}-{opened_so_far:05}"
            opened_so_far += 1
        time.sleep(PAUSE_S)


def _numbers(chance: Random) -> list[int]:
    """Return which acts to send: some twice, some in the wrong order."""
    first = chance.randrange(-2, len(SCRIPT))
    numbers = list(range(max(first, 0), min(max(first, 0) + 4, len(SCRIPT))))
    numbers.insert(chance.randrange(len(numbers) + 1), chance.choice(numbers))
    if chance.random() < 0.3:
        chance.shuffle(numbers)
    return numbers


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("address")
    parser.add_argument("documents", type=Path)
    parser.add_argument("seed", type=int)
    parser.add_argument("name")
    parser.add_argument("folder", type=Path)
    given = parser.parse_args()
    chance = Random(f"{given.seed}/{given.name}")  # a seed has to bring the same again
    file = given.folder / f"{given.name}.answered"
    try:
        with at_work(given.address, given.documents, file) as customer:
            act_until_told(customer, chance, given.name, given.folder / "stop")
    except BaseException:
        said = given.folder / f"{given.name}.error"
        said.write_text(traceback.format_exc(), encoding="utf-8")
        raise


if __name__ == "__main__":
    main()
