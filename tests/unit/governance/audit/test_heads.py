from dataclasses import replace

import pytest

from penstock.governance.audit.heads import Head, NoHeadError
from tests.unit.governance.audit.logs import NOON, made

HEAD = made(3).heads[-1]


def test_a_head_comes_back_from_its_file() -> None:
    assert Head.from_json(HEAD.to_json()) == HEAD
    assert HEAD.is_genuine


@pytest.mark.parametrize(
    "changed",
    [
        {"position": 2},
        {"hash": "0" * 64},
        {"at": NOON.isoformat()},
        {"people": 1},
        {"erasures": 1},
        {"previous": "1" * 64},
        {"public_key": "2" * 64},
        {"signature": "3" * 128},
    ],
)
def test_a_head_that_was_changed_anywhere_is_not_genuine(changed: dict[str, object]) -> None:
    assert not replace(HEAD, **changed).is_genuine  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "because"),
    [
        ("", "cannot be read as JSON"),
        ("[]", "its “form” is not"),
        ('{"form": "penstock audit head 2"}', "its “form” is not"),
        ('{"form": "penstock audit head 1"}', "'position' is missing or wrong"),
    ],
)
def test_a_file_that_holds_no_head_is_a_sentence(text: str, because: str) -> None:
    with pytest.raises(NoHeadError, match=because):
        Head.from_json(text)
