from penstock.app.cases.binding import streams


def test_an_act_that_several_modules_know_is_found_once() -> None:
    code = streams().code("AOV-04")

    assert code is not None
    names = [(each.stage_id, each.name) for each in code.acts]
    assert len(names) == len(set(names))
    assert ("AOV-04.IC2", "screen") in names
