"""Which rows of the tables beside the policies are new, and which are gone."""

from penstock.governance.boundary.statements import PolicyFile
from penstock.governance.boundary.tables import changed_rows


def _changed(before: str, after: str, name: str = "functions.csv") -> list[str]:
    old, new = ({name: PolicyFile(name=name, text=text)} for text in (before, after))
    return list(changed_rows(old, new))


def test_rows_are_told_with_their_columns() -> None:
    told = _changed("role,function\nA,x\n", "role,function\nB,\n")

    assert told == [
        "functions.csv: no longer “role A, function x”",
        "functions.csv: now “role B”",
    ]


def test_the_same_rows_are_no_change() -> None:
    assert _changed("role,function\nA,x\n", "role,function\r\nA,x") == []


def test_another_order_and_another_number_of_the_same_rows_are_told() -> None:
    assert _changed("r,f\nA,x\nB,x\n", "r,f\nB,x\nA,x\n") == [
        "functions.csv: the same in another order"
    ]
    assert _changed("r,f\nA,x\n", "r,f\nA,x\nA,x\n") == ["functions.csv: now “r A, f x”"]


def test_a_table_that_is_gone_is_told_line_by_line() -> None:
    table = PolicyFile(name="council.toml", text='[council]\n\nname = "C"\n')

    assert list(changed_rows({"council.toml": table}, {})) == [
        "council.toml: no longer “[council]”",
        'council.toml: no longer “name = "C"”',
    ]
