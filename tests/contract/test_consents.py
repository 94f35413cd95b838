"""Consents, wherever they are kept: every version stays, and the latest counts."""

import json
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from penstock.delivery.ports import Store
from penstock.governance.consent.changing import revoked
from penstock.governance.consent.consent import Consent
from penstock.governance.consent.register import StaleVersionError
from penstock.store.consents import OF_CUSTOMER
from tests.contract.places import Place, by_hand
from tests.contract.test_indexes import plan

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)
CONSENT = Consent(
    id="CON-1",
    customer="Rivera",
    premise="12 Elm St",
    account="A-77",
    grantee="non-regulated",
    data_classes=frozenset({"interval_usage", "billing"}),
    purposes=frozenset({"solar_design"}),
    start=NOON,
    end=NOON + timedelta(days=365),
    text_sha256="5e3",
    text_version="2026-01",
    channel="web",
    given_at=NOON,
    identity_proof="driving licence",
)
OTHER = replace(CONSENT, id="CON-2", customer="Okafor")


def test_what_is_kept_is_found_by_its_customer(store: Store) -> None:
    store.consents.keep(CONSENT)
    store.consents.keep(OTHER)

    assert store.consents.of_customer("Rivera") == (CONSENT,)
    assert store.consents.of_customer("nobody") == ()


def test_d4_the_latest_version_counts_and_all_stay(store: Store) -> None:
    taken_back = revoked(CONSENT, at=NOON + timedelta(hours=1))
    store.consents.keep(CONSENT)

    store.consents.keep(taken_back)

    assert store.consents.of_customer("Rivera") == (taken_back,)
    assert store.consents.versions("CON-1") == (CONSENT, taken_back)


@pytest.mark.parametrize("version", [1, 3])
def test_a_version_that_does_not_follow_is_refused(store: Store, version: int) -> None:
    store.consents.keep(CONSENT)

    with pytest.raises(StaleVersionError):
        store.consents.keep(replace(CONSENT, version=version))


def test_d7_the_text_is_kept_word_for_word(store: Store) -> None:
    words = "I agree.\r\n  “Ja”  \t— Zoë\n"

    store.consents.keep(CONSENT, words=words)

    assert store.consents.words("5e3") == words
    assert store.consents.words("unknown") is None


def test_a_consent_of_before_there_was_evidence_is_read(place: Place) -> None:
    with place.opened() as store:
        store.consents.keep(CONSENT)
        with by_hand(place) as connection:
            form = json.loads(connection.execute(text("select content from consent")).scalar_one())
            kept = {key: form[key] for key in form if key not in {"evidence", "entered_by", "key"}}
            earlier = {"id": "CON-0", "content": json.dumps({**kept, "id": "CON-0"})}
            connection.execute(
                text("insert into consent values (:id, 1, 'Rivera', :content)"), earlier
            )

        assert store.consents.of_customer("Rivera") == (replace(CONSENT, id="CON-0"), CONSENT)


@pytest.mark.parametrize("table", ["consent", "consent_text"])
def test_nobody_changes_what_was_agreed(place: Place, table: str) -> None:
    with place.opened() as store:
        store.consents.keep(CONSENT, words="I agree.")

    with pytest.raises(DBAPIError), by_hand(place) as connection:
        connection.execute(text(f"delete from {table}"))


def test_d4_a_program_that_opened_the_database_before_sees_it_taken_back(place: Place) -> None:
    with place.opened() as early, place.opened() as late:
        early.consents.keep(CONSENT)
        before = late.consents.of_customer("Rivera")

        early.consents.keep(revoked(CONSENT, at=NOON))

        assert before == (CONSENT,)
        assert late.consents.of_customer("Rivera")[0].is_revoked


def test_of_many_who_change_a_version_at_once_one_is_kept(place: Place) -> None:
    with place.opened() as store, place.opened() as other:
        store.consents.keep(CONSENT)
        changes = [
            (each, replace(CONSENT, version=2, entered_by=str(number)))
            for number, each in enumerate([store, other] * 8)
        ]

        with ThreadPoolExecutor(8) as threads:
            kept = list(threads.map(lambda change: _kept(*change), changes))

        assert kept.count(True) == 1
        (_, latest) = store.consents.versions("CON-1")
        assert kept[int(latest.entered_by)]


def _kept(store: Store, consent: Consent) -> bool:
    try:
        store.consents.keep(consent)
    except StaleVersionError:
        return False
    return True


# Another program, that looks at a customer's consents whenever it is told to, and once more.
LOOKS = """
import sys
from dataclasses import replace
from datetime import datetime
from penstock.governance.boundary.asking import Action, Actor, Object, Question
from penstock.governance.consent.register import ConsentRegister
from penstock.kernel.sensitivity import Sensitivity
from penstock.kernel.sides import Side
from penstock.app.boundary.reading import council_of
from penstock.store import open_store

store, council = open_store(sys.argv[1]), council_of(None)
question = Question(
    actor=Actor(id="Sal", side=Side.NON_REGULATED),
    acting_for=Side.NON_REGULATED,
    action=Action.READ,
    object=Object(
        id="meter 7", kind="Meter data", side=Side.REGULATED, sensitivity=Sensitivity.PERSONAL,
        subject="Rivera", premise="12 Elm St", account="A-77", data_class="interval_usage",
    ),
    purpose="solar_design",
    at=datetime.fromisoformat(sys.argv[2]),
)
for _ in sys.stdin:
    consent = ConsentRegister(store.consents.of_customer("Rivera")).candidate(question)
    print(council.boundary.decide(replace(question, consent=consent)).rule, flush=True)
store.close()
"""


@contextmanager
def _another_program(place: Place) -> Iterator["subprocess.Popen[str]"]:
    arguments = [
        sys.executable,
        "-c",
        LOOKS,
        place.address,
        (NOON + timedelta(hours=1)).isoformat(),
    ]
    pipe = subprocess.PIPE
    with subprocess.Popen(arguments, stdin=pipe, stdout=pipe, text=True) as program:
        yield program
        assert program.stdin
        program.stdin.close()


def _rule(program: "subprocess.Popen[str]") -> str:
    assert program.stdin
    assert program.stdout
    program.stdin.write("look\n")
    program.stdin.flush()
    return program.stdout.readline().strip()


def test_d4_what_is_taken_back_here_is_refused_at_once_in_another_program(place: Place) -> None:
    with place.opened() as store, _another_program(place) as program:
        before = _rule(program)
        store.consents.keep(CONSENT)
        given = _rule(program)

        store.consents.keep(revoked(CONSENT, at=NOON))

        assert (before, given, _rule(program)) == (
            "consent-none",
            "with-consent",
            "consent-revoked",
        )


def test_the_consents_of_a_customer_are_found_by_an_index(place: Place) -> None:
    with place.opened() as store:
        store.consents.keep(CONSENT)

    with by_hand(place) as connection:
        found = plan(connection, OF_CUSTOMER, {"of_customer": "Rivera"})

    assert "consent_of_customer" in found
    assert "SCAN" not in found
    assert "TEMP B-TREE" not in found
