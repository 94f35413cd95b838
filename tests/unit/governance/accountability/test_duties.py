"""Rules R1 to R6: who works, who closes, and who may do neither."""

from dataclasses import replace

import pytest

from tests.unit.governance.accountability.company import DESIGN, company, held, stands_in

ADA, BEN = held("Ada", "Designer"), held("Ben", "Head of AES")


@pytest.mark.parametrize("accountable", [(), ("Head of AES", "CEO")])
def test_r1_a_stage_without_exactly_one_accountable_role_is_closed_by_nobody(
    accountable: tuple[str, ...],
) -> None:
    duty = replace(DESIGN, accountable=accountable)

    because = company(ADA, BEN).against_closing("Ben", duty, worked_by=())

    assert "accountable role" in because
    assert "exactly one" in because


def test_r2_who_worked_a_separated_stage_does_not_close_it() -> None:
    duty = replace(DESIGN, separation="who designs does not release")
    both = company(held("Ada", "Designer"), held("Ada", "Head of AES"))

    assert "who designs does not release" in both.against_closing("Ada", duty, worked_by={"Ada"})
    assert not both.against_closing("Ada", duty, worked_by={"Ben"})


def test_r2_where_duties_are_not_separated_one_person_may_do_both() -> None:
    both = company(held("Ada", "Designer"), held("Ada", "Head of AES"))

    assert not both.against_closing("Ada", DESIGN, worked_by={"Ada"})


def test_r2_who_stands_in_for_the_accountable_does_not_close_their_own_work_either() -> None:
    duty = replace(DESIGN, separation="who designs does not release")
    leave = stands_in("Ada", for_="Ben", role="Head of AES")

    because = company(ADA, BEN, given=(leave,)).against_closing("Ada", duty, worked_by={"Ada"})

    assert "who designs does not release" in because


def test_r3_a_role_of_the_other_side_neither_works_nor_closes() -> None:
    duty = replace(DESIGN, responsible=("Planner",), accountable=("COO",))
    grid = company(held("Gus", "Planner"), held("Cy", "COO"))

    assert "regulated role" in grid.against_working("Gus", duty)
    assert "regulated role" in grid.against_closing("Cy", duty, worked_by=())


def test_r3_a_role_of_the_whole_company_may_do_both() -> None:
    duty = replace(DESIGN, responsible=("Analyst",), accountable=("CEO",))
    shared = company(held("Kim", "Analyst"), held("Eve", "CEO"))

    assert not shared.against_working("Kim", duty)
    assert not shared.against_closing("Eve", duty, worked_by={"Kim"})


def test_r4_only_who_has_the_accountable_role_closes_a_stage() -> None:
    because = company(ADA, BEN).against_closing("Ada", DESIGN, worked_by=())

    assert because == "stage NCV-03.2 is closed by Head of AES, which is Ben, not Ada"
    assert not company(ADA, BEN).against_closing("Ben", DESIGN, worked_by=())


def test_r4_only_who_has_a_responsible_role_works_it() -> None:
    assert company(ADA, BEN).against_working("Ben", DESIGN)
    assert not company(ADA, BEN).against_working("Ada", DESIGN)


def test_who_stands_in_acts_as_the_one_they_stand_in_for() -> None:
    leave = stands_in("Ada", for_="Ben", role="Head of AES")

    assert not company(ADA, BEN, given=(leave,)).against_closing("Ada", DESIGN, worked_by=())


def test_r6_a_vacant_role_blocks_the_stage_and_tells_who_fills_it() -> None:
    because = company(ADA).against_closing("Ada", DESIGN, worked_by=())

    assert because == (
        "nobody has the role Head of AES, which answers for stage NCV-03.2; CEO has to fill it"
    )


def test_r6_who_stands_in_for_somebody_who_left_fills_no_vacancy() -> None:
    leave = stands_in("Ada", for_="Ben", role="Head of AES")

    assert company(ADA, given=(leave,)).vacancy(DESIGN)


def test_before_anybody_is_entered_all_are_taken_at_their_word() -> None:
    nobody = company()

    assert not nobody.against_working("Zoe", DESIGN)
    assert not nobody.against_closing("Zoe", DESIGN, worked_by={"Zoe"})
    assert nobody.vacancy(DESIGN) is None


def test_a_stage_of_which_the_documents_say_nothing_is_open_to_all() -> None:
    silent = replace(DESIGN, responsible=(), accountable=())

    assert not company(ADA).against_working("Zoe", silent)
    assert not company(ADA).against_closing("Zoe", silent, worked_by=())
