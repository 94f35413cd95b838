import pytest

from penstock.governance.council.charter import Charter, CharterError, read_charter

ROLES = {"Counsel", "Officer"}
GOOD = """
[council]
name = "Council"
roles = ["Counsel", "Officer"]
approvals = 3

[incidents]
stream = "REV-02"
"""


def test_a_charter_says_who_decides() -> None:
    assert read_charter(GOOD, roles=ROLES) == Charter(
        name="Council",
        roles=frozenset(ROLES),
        approvals=3,
        incident_stream="REV-02",
    )


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        ("= 3", "= 1", "approvals is at least 2"),
        ("= 3", '= "two"', "approvals is not taken"),
        ("= 3", "= true", "approvals is not taken"),
        ('"Officer"', '"Oficer"', "know no role 'Oficer'"),
        ('["Counsel", "Officer"]', "[]", "needs a name, and roles"),
        ('name = "Council"', "", "needs a name, and roles"),
        ("[incidents]", "[incident]", r"no table \[incident\]"),
        ("stream", "streams", "streams is not taken"),
        ("[council]", "[council", "no TOML"),
    ],
)
def test_what_cannot_be_is_a_sentence(old: str, new: str, found: str) -> None:
    with pytest.raises(CharterError, match=found):
        read_charter(GOOD.replace(old, new), roles=ROLES)
