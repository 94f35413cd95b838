import json
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from enum import Enum
from typing import Annotated, Any

import pytest
from annotated_types import Ge, Len
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from penstock.app.items import UnfitItemError, UnfitTypeError
from penstock.app.items.form import Form, form_of
from penstock.delivery.items import Sensitivity, information_item, item_type
from penstock.kernel.sides import Side

mark = information_item(side=Side.REGULATED, sensitivity=Sensitivity.PERSONAL)


class Kind(Enum):
    ANALOGUE = "analogue"
    SMART = "smart"


@dataclass(frozen=True, slots=True, kw_only=True)
class Meter:
    number: str
    interval_kwh: Annotated[float, Ge(0)]
    kind: Kind = Kind.SMART


@mark
@dataclass(frozen=True, slots=True, kw_only=True)
class EnergyBills:
    meters: Annotated[tuple[Meter, ...], Len(1)]
    amount_usd: Annotated[Decimal, Ge(0)]
    read_at: datetime
    due: date | None = None
    notes: dict[str, str] = field(default_factory=dict)
    is_paid: bool = False

    def __post_init__(self) -> None:
        if len(self.meters) > 3:
            raise ValueError("a bill has at most three meters")


def form(cls: type) -> Form:
    kind = item_type(cls)
    assert kind is not None
    return form_of(kind)


FORM = form(EnergyBills)
GOOD: dict[str, Any] = {
    "meters": [{"number": "E-1", "interval_kwh": 1.5}],
    "amount_usd": "12.30",
    "read_at": "2026-11-20T09:00:00-08:00",
}


def read(**changes: Any) -> EnergyBills:
    value = FORM.read(json.dumps({**GOOD, **changes}).encode(), item="Energy bills")
    assert isinstance(value, EnergyBills)
    return value


def problems(content: str | bytes) -> list[str]:
    with pytest.raises(UnfitItemError) as refused:
        FORM.read(content.encode() if isinstance(content, str) else content, item="Energy bills")
    return [str(each) for each in refused.value.problems]


def test_a_content_becomes_the_value_it_says() -> None:
    value = read(due="2026-12-01", notes={"a": "b"})

    assert value.meters == (Meter(number="E-1", interval_kwh=1.5),)
    assert value.amount_usd == Decimal("12.30")
    assert value.read_at == datetime(2026, 11, 20, 17, tzinfo=UTC)
    assert (value.due, value.notes) == (date(2026, 12, 1), {"a": "b"})


def test_every_problem_is_told_at_once_with_its_path() -> None:
    meters = [
        {"number": "1", "interval_kwh": 1},
        {"number": 2, "interval_kwh": -1, "phase": 3},
        {"number": "3", "interval_kwh": "4", "kind": "steam"},
    ]
    content = json.dumps({"meters": meters, "amount_usd": 12.3, "due": "soon", "colour": "red"})

    assert problems(content) == [
        "meters[1].number: 2 is no text",
        "meters[1].interval_kwh: -1 is below 0",
        "meters[1].phase: 3 is no field of this type",
        'meters[2].interval_kwh: "4" is no number',
        "meters[2].kind: \"steam\" is not 'analogue' or 'smart'",
        'amount_usd: 12.3 is no amount, written as text such as "12.30" or as a whole number',
        "read_at: is missing",
        'due: "soon" is no day, such as 2026-11-20',
        'colour: "red" is no field of this type',
    ]


def test_the_error_is_one_sentence_and_that_for_logs_tells_nothing_of_the_content() -> None:
    with pytest.raises(UnfitItemError) as refused:
        read(amount_usd="-3", read_at="Tuesday at Rivera's")

    assert str(refused.value) == (
        "“Energy bills” does not fit its type EnergyBills: amount_usd: -3 is below 0; "
        'read_at: "Tuesday at Rivera\'s" is no moment with a time zone, '
        "such as 2026-11-20T09:00:00+01:00."
    )
    assert "Rivera" not in refused.value.for_logs
    assert "amount_usd: is below 0; read_at: is no moment" in refused.value.for_logs


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"read_at": "2026-11-20T09:00:00"}, "is no moment with a time zone"),
        ({"read_at": 1700000000}, "is no moment with a time zone"),
        ({"read_at": "2026-11-20"}, "is no moment with a time zone"),
        ({"amount_usd": "1_0"}, "is no amount"),
        ({"amount_usd": " 1"}, "is no amount"),
        ({"amount_usd": "NaN"}, "is no amount"),
        ({"amount_usd": "-0.01"}, "amount_usd: -0.01 is below 0"),
        ({"amount_usd": True}, "is no amount"),
        ({"due": "2026-11-20T09:00:00Z"}, "is no day"),
        ({"due": "2026-02-30"}, "is no day"),
        ({"is_paid": "yes"}, "is neither true nor false"),
        ({"is_paid": 1}, "is neither true nor false"),
        ({"meters": []}, "meters: has 0 entries and needs 1"),
        ({"meters": {}}, "is no list"),
        ({"meters": GOOD["meters"] * 4}, "a bill has at most three meters"),
        ({"notes": {"a": 1}}, "notes.a: 1 is no text"),
    ],
)
def test_what_is_not_exactly_of_its_type_is_refused(changes: dict[str, Any], problem: str) -> None:
    (found,) = problems(json.dumps({**GOOD, **changes}))

    assert problem in found


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"%PDF-1.7\xff", "it is no JSON"),
        (b"", "it is no JSON"),
        ("[" * 10_000, "it is no JSON: recursion limit"),
        ("[]", "[] is no object"),
        ('{"a": "\\ud800"}', "it is no JSON"),
        ("{" + '"amount_usd": 1, ' + json.dumps(GOOD)[1:], "“amount_usd” stands twice"),
        (json.dumps(GOOD).replace("1.5", "NaN"), "NaN is no finite number"),
        (json.dumps(GOOD).replace("1.5", "1e999"), "is no finite number"),
    ],
)
def test_what_no_careful_program_writes_is_refused(content: str | bytes, problem: str) -> None:
    (found,) = problems(content)

    assert problem in found


_FIRST = datetime(1900, 1, 1)  # noqa: DTZ001
# JSON keeps offsets to the minute, which no zone needed any finer since 1972.
ZONES = st.timezones() | st.integers(-23, 23).map(lambda hours: timezone(timedelta(hours=hours)))
MOMENTS = st.datetimes(min_value=_FIRST, timezones=ZONES)
AMOUNTS = st.decimals(min_value=0, allow_nan=False, allow_infinity=False)
METERS = st.builds(
    Meter,
    number=st.text(st.characters(codec="utf-8")),
    interval_kwh=st.floats(min_value=0, allow_infinity=False),
    kind=st.sampled_from(Kind),
)


def _has_whole_minutes(at: datetime) -> bool:
    return (at.utcoffset() or timedelta()).seconds % 60 == 0


BILLS = st.builds(
    EnergyBills,
    meters=st.lists(METERS, min_size=1, max_size=3).map(tuple),
    amount_usd=AMOUNTS,
    read_at=MOMENTS.filter(_has_whole_minutes),
    due=st.none() | st.dates(),
    notes=st.dictionaries(st.text(st.characters(codec="utf-8")), st.text("ab")),
    is_paid=st.booleans(),
)


@given(BILLS)
def test_what_is_written_is_read_as_the_same_and_written_so_again(value: EnergyBills) -> None:
    content = FORM.write(value, item="Energy bills")
    again = FORM.read(content, item="Energy bills")

    assert isinstance(again, EnergyBills)
    # Python never holds a moment that a clock shows twice equal to one of another zone.
    assert replace(again, read_at=again.read_at.astimezone(UTC)) == replace(
        value, read_at=value.read_at.astimezone(UTC)
    )
    assert FORM.write(again, item="Energy bills") == content


@given(BILLS)
def test_the_order_in_which_a_value_was_filled_does_not_show(value: EnergyBills) -> None:
    turned = replace(value, notes=dict(reversed(value.notes.items())))

    assert FORM.write(turned, item="") == FORM.write(value, item="")


def test_a_whole_number_of_kilowatt_hours_is_the_same_however_it_came() -> None:
    as_int, as_float = (
        replace(read(), meters=(Meter(number="E-1", interval_kwh=kwh),)) for kwh in (1, 1.0)
    )

    assert FORM.write(as_int, item="") == FORM.write(as_float, item="")


@given(BILLS)
def test_what_is_written_fits_the_schema_that_is_shown(value: EnergyBills) -> None:
    Draft202012Validator(FORM.schema).validate(json.loads(FORM.write(value, item="")))


@pytest.mark.parametrize(
    "changes", [{"colour": 1}, {"amount_usd": 1.5}, {"meters": []}, {"meters": [{}]}]
)
def test_the_schema_refuses_what_is_refused(changes: dict[str, Any]) -> None:
    assert not Draft202012Validator(FORM.schema).is_valid({**GOOD, **changes})


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"amount_usd": 1.5}, "values of other types"),
        ({"meters": []}, "values of other types"),
        ({"due": "2026-12-01"}, "values of other types"),
        ({"amount_usd": Decimal(-1)}, "-1 is below 0"),
        ({"amount_usd": Decimal("NaN")}, "is no amount"),
        ({"read_at": datetime(2026, 1, 1)}, "time zone"),  # noqa: DTZ001
        ({"meters": ()}, "has 0 entries and needs 1"),
    ],
)
def test_a_value_that_its_class_did_not_look_at_is_not_written(
    changes: dict[str, Any], problem: str
) -> None:
    with pytest.raises(UnfitItemError, match=problem):
        FORM.write(replace(read(), **changes), item="Energy bills")


@mark
@dataclass(frozen=True)
class FloatingPrice:
    price_usd_per_kwh: tuple[float, ...] | None


@mark
@dataclass(frozen=True)
class OneFloat:
    price_usd: float | None


@mark
@dataclass(frozen=True)
class Unordered:
    meters: frozenset[str]


@mark
@dataclass(frozen=True)
class Changeable:
    meters: list[str]


@mark
@dataclass(frozen=True)
class Anything:
    notes: dict[str, Any]


@mark
@dataclass(frozen=True)
class Binary:
    photo: bytes


@mark
@dataclass(frozen=True)
class Unheard:
    form: Form


@pytest.mark.parametrize(
    ("cls", "because"),
    [
        (FloatingPrice, "price_usd_per_kwh as float; money is Decimal"),
        (OneFloat, "price_usd as float; money is Decimal"),
        (Unordered, "a set, whose order differs"),
        (Changeable, "a list, which can be changed"),
        (Anything, "values of any type"),
        (Binary, "mark it as a file"),
    ],
)
def test_a_class_whose_values_would_not_stay_the_same_is_no_type(cls: type, because: str) -> None:
    with pytest.raises(UnfitTypeError, match=because):
        form(cls)
