"""Files made to exhaust a reader are refused within two seconds and 200 MiB."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

# A process of its own, so that what it took can be told apart from what the tests take.
PROGRAM = """
import json, pathlib, sys, time
from penstock.engineering.usage.errors import UsageError
from penstock.engineering.usage.espi.reading import read_green_button
began = time.monotonic()
try:
    with open(sys.argv[1], "rb") as file:
        read_green_button(file)
    said = "read"
except UsageError as error:
    said = str(error)
took_s = time.monotonic() - began
status = pathlib.Path("/proc/self/status").read_text()
most_mib = int(status.split("VmHWM:")[1].split()[0]) / 1024
print(json.dumps([said, took_s, most_mib]))
"""
FEED = b'<feed xmlns="http://www.w3.org/2005/Atom" xmlns:e="http://naesb.org/espi"><entry>'
LOL = b"".join(b'<!ENTITY l%d "%s">' % (n, b"&l%d;" % (n - 1) * 10) for n in range(1, 10))
READING = (
    b"<e:b><e:IntervalReading><e:timePeriod><e:start>1735707600</e:start>"
    b"<e:duration>3600</e:duration></e:timePeriod></e:IntervalReading></e:b>"
)
EXTERNAL = b'<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/hostname">]><x>&f;</x>'
MANY = b" ".join(b'a%d=">"' % number for number in range(1_000_000))
HOSTILE = {
    "billion laughs": (b'<!DOCTYPE x [<!ENTITY l0 "lol">' + LOL + b"]><x>&l9;</x>", "DOCTYPE"),
    "external entity": (EXTERNAL, "DOCTYPE"),
    "deep nesting": (FEED + b"<a>" * 200_000, "nested more than 256 deep"),
    "many attributes": (FEED + b"<a " + MANY, "attributes"),
    "one long text": (FEED + b"<title>" + b"x" * 20_000_000, "a tag or text of over"),
    "one long name": (FEED + b"<" + b"x" * 20_000_000, "a tag or text of over"),
    "many siblings": (FEED + b"<a/>" * 5_000_000, "elements that are no readings"),
    "many siblings beside readings": (
        FEED + (b"<a/>" * 5_000 + READING) * 1_000,
        "elements that are no readings",
    ),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_refused_soon_and_small(name: str, tmp_path: Path) -> None:
    data, expected = HOSTILE[name]
    file = tmp_path / "hostile.xml"
    file.write_bytes(data)

    done = subprocess.run([sys.executable, "-c", PROGRAM, file], capture_output=True, check=True)

    said, took_s, most_mib = json.loads(done.stdout)
    assert expected in said
    assert took_s < 2
    assert most_mib < 200
