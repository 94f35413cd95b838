"""Third parties that may apply, their tokens, and who has filed which request."""

from datetime import UTC, datetime

import pytest

from penstock.app.interconnection.parties import Parties, UnfitPartyError, UnknownPartyError
from penstock.store.memory import MemoryStore

NOW = datetime(2026, 11, 20, 18, tzinfo=UTC)


def _parties() -> Parties:
    return Parties(records=MemoryStore().records, now=lambda: NOW)


def test_a_party_comes_in_by_its_token() -> None:
    parties = _parties()
    registered = parties.register("SUNCO", " Sun  Co ", by="Ivy")

    found = parties.opened("SUNCO", registered.token)

    assert (found.name, found.registered_by) == ("Sun Co", "Ivy")
    assert registered.token not in repr(parties.all())


@pytest.mark.parametrize(("code", "token"), [("SUNCO", "guessed"), ("MOONCO", ""), ("SUNCO", "")])
def test_a_wrong_token_and_a_party_that_is_not_there_are_told_the_same(
    code: str, token: str
) -> None:
    parties = _parties()
    parties.register("SUNCO", "Sun Co", by="Ivy")

    with pytest.raises(UnknownPartyError, match="Code and token open nothing"):
        parties.opened(code, token)


def test_the_token_of_another_party_opens_nothing() -> None:
    parties = _parties()
    parties.register("SUNCO", "Sun Co", by="Ivy")
    other = parties.register("MOONCO", "Moon Co", by="Ivy")

    with pytest.raises(UnknownPartyError):
        parties.opened("SUNCO", other.token)


def test_a_party_that_was_closed_comes_in_no_more_and_stays_on_record() -> None:
    parties = _parties()
    registered = parties.register("SUNCO", "Sun Co", by="Ivy")
    parties.close("SUNCO", by="Vera", reason="licence lost")

    with pytest.raises(UnknownPartyError):
        parties.opened("SUNCO", registered.token)

    (party,) = parties.all()
    assert (party.version, party.closed_by, party.reason) == (2, "Vera", "licence lost")


@pytest.mark.parametrize(
    ("code", "name", "told"),
    [
        ("sunco", "Sun Co", "write 2 to 16 capitals and digits"),
        ("1001", "Sun Co", "write 2 to 16 capitals and digits"),
        ("SUN-CO", " ", "write 2 to 16 capitals and digits, as SUNCO; it has no name"),
        ("TAKEN", "Sun Co", "there is a party TAKEN already"),
    ],
)
def test_a_party_that_cannot_be_registered_is_told_why(code: str, name: str, told: str) -> None:
    parties = _parties()
    parties.register("TAKEN", "Taken Inc", by="Ivy")

    with pytest.raises(UnfitPartyError, match=told):
        parties.register(code, name, by="Ivy")


def test_a_request_is_filed_once() -> None:
    parties = _parties()
    first = parties.file("AOV-04-SUNCO-1", by="SUNCO", party="SUNCO")

    again = parties.file("AOV-04-SUNCO-1", by="Sam", for_case="SOL-1")

    assert again == first == parties.filing("AOV-04-SUNCO-1")
    assert parties.filing("AOV-04-SUNCO-2") is None
