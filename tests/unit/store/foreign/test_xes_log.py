"""XES of other systems, and what is no XES."""

import gzip
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given

from penstock.delivery import commands as do
from penstock.delivery.refusals import RefusedError, UnknownNameError
from penstock.delivery.visits import Visit, visits
from penstock.measurement.foreign.faults import Faults
from penstock.measurement.foreign.mapping import ForeignMapping, Order, usual_columns
from penstock.store.foreign import ForeignLogError, XesLog
from penstock.store.xes import Trace, write_xes
from tests.unit.delivery.test_laws import LIVES
from tests.unit.delivery.working import MODEL, logged, opened
from tests.unit.measurement.foreign.reading import cases_of

SMALL = """<?xml version="1.0"?>
<log xmlns="http://www.xes-standard.org/">
  <global scope="event"><string key="concept:name" value="UNKNOWN"/></global>
  <trace>
    <string key="concept:name" value="C-1"><string key="nested" value="no"/></string>
    <event>
      <string key="concept:name" value="Qualify Lead"/>
      <date key="time:timestamp" value="2026-03-02T14:00:00.000+01:00"/>
      <list key="parts"><values><string key="part" value="bolt"/></values></list>
    </event>
  </trace>
</log>
"""
BOMB = """<!DOCTYPE lolz [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]>
<log><trace><string key="concept:name" value="&b;"/></trace></log>"""
ELSEWHERE = """<!DOCTYPE log SYSTEM "file:///etc/passwd"><log/>"""


def _log(tmp_path: Path, text: str | bytes, name: str = "log.xes") -> XesLog:
    file = tmp_path / name
    file.write_bytes(text.encode() if isinstance(text, str) else text)
    return XesLog(file)


def test_an_event_has_its_own_values_and_those_of_its_trace(tmp_path: Path) -> None:
    log = _log(tmp_path, SMALL)

    [chunk] = log.chunks(log.names(), Faults())
    assert {name: list(texts) for name, texts in chunk.columns.items()} == {
        "case:concept:name": ["C-1"],
        "concept:name": ["Qualify Lead"],
        "time:timestamp": ["2026-03-02T14:00:00.000+01:00"],
    }


def test_a_packed_log_says_the_same(tmp_path: Path) -> None:
    plain, packed = (
        _log(tmp_path, SMALL),
        _log(tmp_path, gzip.compress(SMALL.encode()), "log.xes.gz"),
    )

    assert list(plain.chunks(plain.names(), Faults())) == list(
        packed.chunks(packed.names(), Faults())
    )


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (SMALL[:300], "it is no XES: "),
        ("", "it is no XES: no element found"),
        ("case,activity\n", "it is no XES: "),
        ("<html/>", "its outermost element is html, and that of XES is log"),
        (BOMB, "it declares a document type"),
        (ELSEWHERE, "it declares a document type"),
        (SMALL.encode("utf-16")[:-1], "it is no XES: "),
        (b"<log>\xff\xfe</log>", "not well-formed"),
        (gzip.compress(SMALL.encode())[:-20], "it is no XES: "),
    ],
)
def test_what_is_no_xes_is_refused_in_a_sentence(
    tmp_path: Path, text: str | bytes, sentence: str
) -> None:
    with pytest.raises(ForeignLogError, match=sentence):
        _log(tmp_path, text).names()


def test_a_file_that_unpacks_to_far_more_than_a_log_is_refused(tmp_path: Path) -> None:
    packed = gzip.compress(b"<log>" + (b"<trace a='" + b"x" * (1 << 18) + b"'/>") * 300)

    with pytest.raises(ForeignLogError, match="more than 200 times as large"):
        _log(tmp_path, packed).names()


def test_an_element_without_end_is_refused_before_it_fills_the_memory(tmp_path: Path) -> None:
    text = b'<log><trace><string key="concept:name" value="' + b"x" * (1 << 23)

    with pytest.raises(ForeignLogError, match="longer than 4 MiB"):
        _log(tmp_path, text).names()


@given(LIVES)
def test_what_is_exported_is_read_back_as_the_same_visits(commands: list[do.Command]) -> None:
    bench = opened()
    for command in commands:
        with suppress(RefusedError, UnknownNameError):
            bench.do(command)
    made = visits(logged(bench), lambda _: MODEL)

    assert _read_back(made) == tuple(replace(each, settled_by=None) for each in made)


def _read_back(made: tuple[Visit, ...]) -> tuple[Visit, ...]:
    trace = Trace(case_id="SOL-1", stream_id="NCV-03", product="NONREG-DG-001", visits=made)
    with TemporaryDirectory() as folder:
        file = Path(folder) / "log.xes"
        write_xes([trace], file)
        log = XesLog(file)
        columns = usual_columns(log.names())
        chunks = list(log.chunks(tuple(columns.values()), Faults()))
    cases, _ = cases_of(chunks, ForeignMapping(columns=columns, order=Order.FILE))
    return cases[0].visits if cases else ()
