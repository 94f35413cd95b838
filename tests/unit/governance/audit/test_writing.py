import json
from dataclasses import fields, replace
from datetime import timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as some

from penstock.governance.audit.chain import Row
from penstock.governance.audit.entry import Entry, Kind, UnfitEntryError, Verdict
from penstock.governance.audit.writing import DamagedEntryError, Told, told
from penstock.kernel.sides import Side
from tests.unit.governance.audit.logs import ADA, CUSTOMER, LOOK, NOON, READ, content

PEOPLE = {ADA.pseudonym: ADA, CUSTOMER.pseudonym: CUSTOMER}
WORDS = some.text(some.characters(exclude_categories=["Cc", "Cs"]), max_size=60)
TERMS = WORDS.filter(bool)


def read_back(kept: str, **known: object) -> Told:
    return told(Row(1, kept, "0" * 64), **{"people": PEOPLE, "erased": (), **known})  # type: ignore[arg-type]


def as_told(entry: Entry) -> Told:
    values = {field.name: getattr(entry, field.name) for field in fields(entry)}
    return Told(position=1, hash="0" * 64, **values)


def test_a4_no_personal_data_stands_in_an_entry_in_clear() -> None:
    detail = "Zoë O’Neil rang"
    entry = replace(READ, detail=detail, premise="12 Oak Street", account="A-10 009")
    kept = content(entry) + content(replace(entry, subject=""))

    for personal in ("ada.", "C-7", "Zo", "Neil", "Oak", "A-10"):
        assert personal not in kept
    assert kept.isascii()


@given(
    entry=some.builds(
        Entry,
        at=some.datetimes(
            min_value=NOON.replace(tzinfo=None, year=1000),
            timezones=some.just(timezone(timedelta(hours=-7))),
        ),
        kind=some.sampled_from(Kind),
        actor=some.just("ada"),
        subject=some.sampled_from(["", "C-7"]),
        acting_for=some.sampled_from([None, *Side]),
        action=TERMS,
        object_kind=WORDS,
        data_class=WORDS,
        object=WORDS,
        premise=WORDS,
        account=WORDS,
        purpose=WORDS,
        consent=TERMS,
        consent_version=some.integers(0, 99),
        rule=WORDS,
        verdict=some.sampled_from([None, *Verdict]),
        policy_sha256=WORDS,
        detail=WORDS,
    )
)
def test_whoever_has_the_keys_reads_what_was_written(entry: Entry) -> None:
    assert read_back(content(entry)) == as_told(entry)


@given(WORDS, WORDS)
def test_entries_that_say_something_else_are_kept_as_something_else(one: str, other: str) -> None:
    kept = [content(replace(READ, purpose=each, rule="")) for each in (one, other)]

    assert (kept[0] == kept[1]) == (one == other)


def test_the_moment_and_the_subject_stand_where_databases_look_for_them() -> None:
    kept = content()

    assert kept[7:34] == "2026-11-20T12:00:00.000000Z"
    assert kept[36:45] == '"subject"'
    assert kept[47:79] == CUSTOMER.pseudonym
    assert content(LOOK)[36:45] != '"subject"'


def test_what_is_empty_is_left_out() -> None:
    assert list(json.loads(content(LOOK))) == ["at", "actor", "kind", "action", "purpose"]


def test_without_a_customers_key_the_entry_says_all_but_who_and_what() -> None:
    erased = read_back(content(), people={ADA.pseudonym: ADA}, erased={CUSTOMER.pseudonym})

    assert erased.subject == f"(erased {CUSTOMER.pseudonym[:8]})"
    assert erased.object == "(erased)"
    assert (erased.actor, erased.purpose, erased.verdict) == ("ada", "solar proposal", "allowed")


def test_a_key_that_is_missing_without_an_erasure_is_not_called_erased() -> None:
    assert read_back(content(), people={ADA.pseudonym: ADA}).object == "(unreadable)"


def test_a_sealed_text_does_not_open_beside_somebody_else() -> None:
    other = content().replace(CUSTOMER.pseudonym, ADA.pseudonym)

    assert read_back(other).object == "(unreadable)"


@pytest.mark.parametrize("kept", ["", "[]", "{", '{"at":"?"}', content().replace("read", '"')])
def test_an_entry_that_was_damaged_is_a_sentence_with_its_number(kept: str) -> None:
    with pytest.raises(DamagedEntryError, match="Entry 1 of the audit log is not as it was"):
        read_back(kept)


@pytest.mark.parametrize(
    ("field", "value", "because"),
    [
        ("at", NOON.replace(tzinfo=None), "has no zone"),
        ("actor", "", "is empty"),
        ("action", "", "is empty"),
        ("consent", "", "is that of no consent"),
        ("purpose", "a\0b", r"holds U\+0000"),
        ("detail", "line\nbreak", r"holds U\+000A"),
        ("object", "\ud800", r"holds U\+D800"),
        ("detail", "x" * 4001, "4,001 characters"),
    ],
)
def test_what_cannot_be_kept_is_refused_before_anybody_waits_for_it(
    field: str, value: object, because: str
) -> None:
    with pytest.raises(UnfitEntryError, match=because):
        replace(READ, **{field: value})  # type: ignore[arg-type]
