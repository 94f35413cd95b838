import re

import pytest

from penstock.architecture.drawing import (
    Band,
    Crowd,
    Options,
    UnknownStreamError,
    value_stream_map,
)
from penstock.architecture.model import Architecture, Ref, Stage, Stated, ValueStream
from penstock.kernel.places import Place
from tests.unit.architecture.drawing.drawn_company import CAPABILITIES, company
from tests.unit.architecture.drawing.svg_reader import lines_of, links_of

PLACE = Place("a.md", 1)


def _drawn(model: Architecture, stream: str = "NCV-03", show: frozenset[Band] = frozenset()) -> str:
    return value_stream_map(model, stream, Options(show=show), lambda ref: f"#{ref.id}")


def _stream_of(count: int, name: str = "Procurement & Installation") -> Architecture:
    stream = ValueStream(id="NCV-01", name="Long", place=PLACE)
    stages = [
        Stage(id=f"NCV-01.{n}", name=name, place=PLACE, stream_id="NCV-01", position=n)
        for n in range(1, count + 1)
    ]
    return Architecture(elements=(stream, *stages))


def _chevrons(svg: str) -> list[list[tuple[float, float]]]:
    return [
        [(float(x), float(y)) for x, y in (pair.split(",") for pair in points.split())]
        for points in re.findall(r'<polygon points="([^"]*)" class="chevron"', svg)
    ]


def _texts(svg: str) -> list[str]:
    return [line.text for line in lines_of(svg)]


def test_links_follow_the_stream_each_stage_before_its_capabilities() -> None:
    addresses = [href.removeprefix("#") for href, _, _ in links_of(_drawn(company()))]

    assert addresses == [
        "Homeowner",
        "NCV-03.1",
        "1.1",
        "NCV-03.2",
        "1.2",
        "2.1 Customer Relationship Management",
        "NCV-03.3",
        "9.9 Permits",
        "NCV-03.4",
        "Solar Customer",
    ]


def test_tab_comes_to_the_cases_of_a_stage_before_its_capabilities_and_the_next_stage() -> None:
    crowds = {
        stage: Crowd(open=2, late=0, href=f"#cases of {stage}")
        for stage in ("NCV-03.1", "NCV-03.2")
    }

    svg = value_stream_map(company(), "NCV-03", Options(crowds=crowds), lambda ref: f"#{ref.id}")

    # Nothing in the picture has a place of its own among the stops of Tab: its order is theirs.
    assert "tabindex" not in svg
    assert [href.removeprefix("#") for href, _, _ in links_of(svg)][:7] == [
        "Homeowner",
        "NCV-03.1",
        "cases of NCV-03.1",
        "1.1",
        "NCV-03.2",
        "cases of NCV-03.2",
        "1.2",
    ]


def test_cases_stand_between_a_stage_and_its_capabilities() -> None:
    crowds = {"NCV-03.1": Crowd(open=1200, late=3, href="/list")}

    svg = value_stream_map(company(), "NCV-03", Options(crowds=crowds), lambda ref: f"#{ref.id}")

    links = [(href, label) for href, label, _ in links_of(svg)]
    assert [href for href, _ in links[:4]] == ["#Homeowner", "#NCV-03.1", "/list", "#1.1"]
    assert ("/list", "1,200 open cases ■ 3 late") in links
    assert _texts(svg).count("no open case") == 3


def test_the_slowest_stage_is_tinted_and_named_and_each_says_how_long_it_takes() -> None:
    slow = Crowd(open=3, late=0, href="/slow", pace="48 days in the median", is_slowest=True)
    crowds = {"NCV-03.1": Crowd(open=1, late=0, href="/quick", pace="2 days in the median")}

    svg = value_stream_map(company(), "NCV-03", Options(crowds={**crowds, "NCV-03.2": slow}))

    assert svg.count('class="chevron-slow"') == 2
    assert [each for each in _texts(svg) if "median" in each or "slowest" in each] == [
        "2 days in the median",
        "48 days in the median",
        "■ slowest stage",
        "the stage that holds cases longest in the median",
    ]
    assert "stage performance: no data" not in _texts(svg)


def test_chevrons_are_equally_wide_and_the_first_has_a_flat_back() -> None:
    first, *others = _chevrons(_drawn(company()))

    assert len(first) == 5
    assert {len(points) for points in others} == {6}
    assert len({points[2][0] - points[0][0] for points in (first, *others)}) == 1


def test_seven_stages_fit_in_1376_pixels() -> None:
    assert 'viewBox="0 0 1376 ' in _drawn(_stream_of(7), "NCV-01")


@pytest.mark.parametrize(("count", "rows"), [(9, 1), (10, 2), (18, 2), (19, 3)])
def test_more_than_nine_stages_go_on_in_a_further_row(count: int, rows: int) -> None:
    chevrons = _chevrons(_drawn(_stream_of(count), "NCV-01"))

    assert len({points[0][1] for points in chevrons}) == rows


def test_long_words_are_set_smaller_rather_than_broken() -> None:
    svg = _drawn(_stream_of(7, name="Telecommunication"), "NCV-01")

    assert _texts(svg).count("Telecommunication") == 7


def test_a_number_with_two_names_is_outlined_and_told() -> None:
    svg = _drawn(company())

    assert _texts(svg).count("two names") == 1
    label = next(label for href, label, _ in links_of(svg) if href.startswith("#2.1 "))
    assert label.endswith("two names; elsewhere called Interconnection Studies")


def test_the_finding_counts_what_does_not_resolve() -> None:
    finding = (
        "4 stages, 4 references to capabilities: 1 by a number that means another capability "
        "elsewhere and 1 that no catalogue defines."
    )
    assert f"<desc>{finding}</desc>" in _drawn(company())


def test_maturity_colours_a_tile_and_its_absence_is_hatched() -> None:
    texts = _texts(_drawn(company()))

    assert "maturity 4" in texts
    assert "maturity: no data" in texts


def test_where_no_maturity_is_stated_the_legend_says_so_once() -> None:
    texts = _texts(_drawn(company(capabilities=CAPABILITIES.replace("Level 4", "unknown"))))

    assert texts.count("capability maturity: no data") == 1
    assert "maturity: no data" not in texts


def test_what_nobody_states_is_drawn_as_missing() -> None:
    texts = _texts(_drawn(company(), "RCV-02", frozenset(Band)))

    assert {"no stages yet", "no value proposition stated", "no metric with figures"} <= set(texts)


def test_key_metrics_stand_with_baseline_and_target() -> None:
    texts = _texts(_drawn(company(), show=frozenset({Band.METRICS})))

    assert "baseline 120 · target <90 Days" in texts


def test_products_tell_whether_the_stream_is_primary() -> None:
    labels = {label for _, label, _ in links_of(_drawn(company(), "RCV-02", frozenset(Band)))}

    assert {"ELEC-RES-001 Home Power; primary", "NONREG-DG-001 Home Solar; supporting"} <= labels


def test_dependencies_are_shown_both_ways() -> None:
    texts = _texts(_drawn(company(), "RCV-02", frozenset({Band.DEPENDENCIES})))

    assert texts.index("Needed by") < texts.index("NCV-03")


def test_a_stakeholder_of_several_words_keeps_them_all() -> None:
    words = "Quantum Energy (financially viable), Regulated Customers (fair rates), Regulators"
    stream = ValueStream(
        id="NCV-01", name="x", place=PLACE, receiving_stakeholder=Stated(words, PLACE)
    )

    texts = _texts(_drawn(Architecture(elements=(stream,)), "NCV-01"))

    assert all(word in " ".join(texts) for word in words.split())


def test_an_unknown_stream_is_an_error() -> None:
    with pytest.raises(UnknownStreamError, match="no value stream 'XCV-09'"):
        value_stream_map(company(), "XCV-09", link=lambda ref: Ref(ref.kind, "").id)
