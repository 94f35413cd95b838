from penstock.app.cases.binding import streams
from penstock.app.field.acts import field_acts


def test_the_acts_of_rooftop_solar_are_known_by_their_types_alone() -> None:
    code = streams().code("NCV-03")
    assert code is not None

    found = field_acts(code.acts)

    assert list(found) == ["NCV-03.5"]
    acts = found["NCV-03.5"]
    assert acts.begin is not None
    assert acts.finish is not None
    assert (acts.begin.name, acts.report.name, acts.finish.name) == ("start", "report", "finish")
    assert acts.kept.name == "InstallationReport"


def test_a_stream_without_work_on_site_has_none() -> None:
    code = streams().code("AOV-04")
    assert code is not None

    assert field_acts(code.acts) == {}
