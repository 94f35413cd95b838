from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from penstock.app.links import LONGEST, DeadLinkError, Links, MadeLink, UnfitLinkError
from penstock.governance.conduct.records import NoSuchRecordError
from penstock.store.memory_records import MemoryRecords

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)
MONTH = timedelta(days=30)


@dataclass
class Clock:
    now: datetime = NOON

    def __call__(self) -> datetime:
        return self.now


def links(clock: Clock | None = None) -> Links:
    return Links(records=MemoryRecords(), now=clock or Clock())


def made(of: Links, *, purpose: str = "project", case_id: str = "SOL-1") -> MadeLink:
    return of.make(case_id, purpose=purpose, person="Ada", by="Sal", lasts=MONTH)


def token(link: MadeLink) -> str:
    return link.path.rpartition("/")[2]


def test_a_link_opens_its_case_for_its_purpose() -> None:
    of = links()

    assert of.opened(token(made(of)), purpose="project").case_id == "SOL-1"


def test_a_link_for_one_purpose_opens_nothing_of_another() -> None:
    of = links()
    with pytest.raises(DeadLinkError, match="opens nothing"):
        of.opened(token(made(of)), purpose="proposal")


def test_a_link_opens_nothing_at_its_end() -> None:
    clock = Clock()
    of = links(clock)
    link = made(of)
    clock.now = NOON + MONTH

    with pytest.raises(DeadLinkError, match="is over"):
        of.opened(token(link), purpose="project")


def test_a_link_that_was_taken_back_opens_nothing() -> None:
    of = links()
    link = made(of)
    of.revoke("SOL-1", "link-1", by="Sal", reason="wrong address")

    with pytest.raises(DeadLinkError, match="was taken back"):
        of.opened(token(link), purpose="project")


def test_a_link_is_taken_back_once_and_says_by_whom() -> None:
    of = links()
    made(of)
    of.revoke("SOL-1", "LINK-1", by="Sal", reason="wrong address")
    again = of.revoke("SOL-1", "LINK-1", by="Pat", reason="again")

    assert (again.version, again.revoked_by) == (2, "Sal")


def test_nobody_takes_back_a_link_of_another_case() -> None:
    of = links()
    made(of)
    with pytest.raises(NoSuchRecordError, match="There is no link of SOL-2 LINK-1"):
        of.revoke("SOL-2", "LINK-1", by="Sal", reason="mine")


def test_nothing_that_is_kept_holds_the_address() -> None:
    of = links()
    link = made(of)

    assert token(link).partition(".")[2] not in repr(of.of_case("SOL-1"))


def test_an_unknown_address_is_answered_like_a_wrong_secret() -> None:
    of = links()
    made(of)
    said = []
    for wrong in ("1.wrong", "2.wrong", "", ".", "1", "x.y", "²." + "a" * 32, "9" * 30 + ".a"):
        with pytest.raises(DeadLinkError) as caught:
            of.opened(wrong, purpose="project")
        said.append(str(caught.value))

    assert set(said) == {"This address opens nothing. Look whether it was copied whole."}


@given(st.text(max_size=40))
def test_no_other_text_opens_a_link(text: str) -> None:
    of = links()
    right = token(made(of))
    if text != right:
        with pytest.raises(DeadLinkError):
            of.opened(text, purpose="project")


def test_links_are_numbered_though_somebody_takes_the_number_first() -> None:
    of = links()

    class Late(MemoryRecords):
        def next_number(self, kind: type) -> int:
            found = of.records.next_number(kind)
            return found if self.asked else self._take(found)

        asked = False

        def _take(self, found: int) -> int:
            self.asked = True
            made(of)
            return found

    late = Late()
    vars(late)["_versions"] = {}
    late.keep = of.records.keep  # type: ignore[method-assign]

    assert made(replace(of, records=late)).link.number == 2


def test_a_link_for_nobody_for_ever_and_for_nothing_is_refused_with_all_reasons() -> None:
    with pytest.raises(UnfitLinkError) as caught:
        links().make("SOL-1", purpose="all", person=" ", by="Sal", lasts=2 * LONGEST)

    assert str(caught.value) == (
        "No link was made: there is no purpose “all”; there is project, proposal; it is for "
        "nobody; say for whom; it would last 1460 days; it lasts from 1 to 730."
    )
