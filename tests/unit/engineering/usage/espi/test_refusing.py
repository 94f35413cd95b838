"""Files that are no Green Button file are refused with a sentence that says where and what."""

import pytest

from penstock.engineering.usage.errors import UsageError
from penstock.engineering.usage.espi.limits import Limits
from penstock.engineering.usage.espi.reading import read_green_button
from penstock.engineering.usage.espi.writing import write_green_button
from tests.unit.engineering.usage.espi.feeds import feed_of, readings

DAY = write_green_button(feed_of(readings([500.0] * 24)))
FEED = b'<feed xmlns="http://www.w3.org/2005/Atom">'
BAD = {
    "empty": (b"  \n", "The file is empty"),
    "html": (b"<!-- x --><!doctype html><html><body>Sign in</body></html>", "is a web page"),
    "text": (b"date,kwh\n", "is not XML"),
    "utf-16": (DAY.decode().encode("utf-16"), "in UTF-16; save it as UTF-8"),
    "utf-7": (b'<?xml version="1.0" encoding="utf-7"?><feed/>', "declares the encoding “utf-7”"),
    "doctype": (b'<?xml version="1.0"?><!DOCTYPE feed [<!ENTITY a "b">]><feed/>', "DOCTYPE"),
    "late doctype": (b"<!--" + b"x" * 99_990 + b"--><!DOCTYPE feed><feed/>", "DOCTYPE"),
    "entity": (FEED + b"<entry><title>&lol;</title></entry></feed>", "Line 1: the XML is broken"),
    "cut off": (DAY[: len(DAY) // 2], "download it again"),
    "no latin": (DAY.replace(b"Home", b"H\xe9me"), "the XML is broken"),
    "nothing": (FEED + b"<entry/></feed>", "has no usage point"),
    "word": (DAY.replace(b"<value>500</value>", b"<value>much</value>", 1), "value “much”"),
    "not a number": (DAY.replace(b"<value>500", b"<value>1e400", 1), "a reading is or costs inf"),
    "milliseconds": (
        DAY.replace(b"<start>1735707600<", b"<start>1735707600000<"),
        "a reading begins 1735707600000; expected seconds since 1970",
    ),
    "no start": (DAY.replace(b"<start>1735711200</start>", b""), "start missing"),
    "backwards": (DAY.replace(b">3600</duration>", b">-3600</duration>"), "lasts -3600"),
    "uom": (DAY.replace(b"<uom>72", b"<uom>Wh"), "uom is “Wh”; expected a whole number"),
    "multiplier": (
        DAY.replace(b"Multiplier>0<", b"Multiplier>99<"),
        "powerOfTenMultiplier is 99",
    ),
}


@pytest.mark.parametrize(("data", "said"), BAD.values(), ids=BAD)
def test_a_bad_file_is_refused_in_a_sentence(data: bytes, said: str) -> None:
    with pytest.raises(UsageError) as refused:
        read_green_button(data)

    assert said in str(refused.value)


LIMITS = {
    "size": (Limits(size_bytes=1000), "MiB"),
    "elements": (Limits(elements=10), "more than 10 elements"),
    "attributes": (Limits(attributes=3), "more than 3 attributes"),
    "readings": (Limits(readings=23), "more than 23 readings"),
}


@pytest.mark.parametrize(("limits", "said"), LIMITS.values(), ids=LIMITS)
def test_a_file_beyond_a_limit_is_refused(limits: Limits, said: str) -> None:
    with pytest.raises(UsageError, match=said):
        read_green_button(DAY, limits)


def test_a_wrong_reading_is_named_by_its_line() -> None:
    halves = DAY.rpartition(b"<value>500</value>")
    wrong = b"<value>five</value>".join((halves[0], halves[2]))
    line = halves[0].count(b"\n") + 1

    with pytest.raises(UsageError, match=f"Line {line}:"):
        read_green_button(wrong)
