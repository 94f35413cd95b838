from penstock.app.cases.binding import streams


def test_an_act_that_several_modules_know_is_found_once() -> None:
    acts = streams().code("AOV-04").acts

    names = [(each.stage_id, each.name) for each in acts]
    assert len(names) == len(set(names))
    assert ("AOV-04.IC2", "screen") in names
