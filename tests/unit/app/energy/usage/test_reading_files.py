"""Usage files are recognised by what they hold, plain or packed, and hostile ones refused soon."""

import gzip
import json
import re
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from penstock.app.energy.usage.reading import Wanted, read_usage
from penstock.engineering.usage.errors import UsageError

PROGRAM = """
import json, pathlib, sys, time
from penstock.app.energy.usage.reading import Wanted, read_usage
from penstock.engineering.usage.errors import UsageError
began = time.monotonic()
try:
    read_usage(pathlib.Path(sys.argv[1]), Wanted(zone="America/New_York"))
    said = "read"
except UsageError as error:
    said = str(error)
took_s = time.monotonic() - began
status = pathlib.Path("/proc/self/status").read_text()
print(json.dumps([said, took_s, int(status.split("VmHWM:")[1].split()[0]) / 1024]))
"""


@pytest.fixture
def home(checkout: Path) -> Path:
    return checkout / "examples" / "energy" / "greensboro-home.xml"


@pytest.fixture
def bills(checkout: Path) -> Path:
    return checkout / "examples" / "energy" / "greensboro-bills.csv"


def _zipped(path: Path, members: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return path


def test_a_file_in_an_archive_is_read_as_it_is_outside(home: Path, tmp_path: Path) -> None:
    zipped = _zipped(tmp_path / "a.zip", {"readme.html": b"", "data.xml": home.read_bytes()})
    packed = tmp_path / "a.xml.gz"
    packed.write_bytes(gzip.compress(home.read_bytes()))

    totals = [read_usage(path).channels[0].intervals.total for path in (home, zipped, packed)]

    assert totals == [totals[0]] * 3


def test_it_is_told_how_much_of_a_file_is_read(home: Path, tmp_path: Path) -> None:
    packed = tmp_path / "a.xml.gz"
    packed.write_bytes(gzip.compress(home.read_bytes()))

    for path in (home, packed):
        shares: list[float] = []
        read_usage(path, watch=shares.append)
        assert shares == sorted(shares)
        assert shares[-1] == 1


def test_bills_are_read_from_csv_and_from_json_alike(bills: Path, tmp_path: Path) -> None:
    read = read_usage(bills)
    rows = [
        {
            "start": str(e.start),
            "end": str(e.end),
            "kwh": e.amount,
            "cost": (e.cost_cents or 0) / 100,
        }
        for e in read.bills
    ]
    file = tmp_path / "bills.json"
    file.write_text(json.dumps({"bills": rows}))

    assert read_usage(file).bills == read.bills


def test_a_table_of_another_encoding_is_read(tmp_path: Path) -> None:
    text = "Name,José\nstart,kwh\n2025-01-01 00:00,1\n2025-01-01 01:00,2\n"
    totals = []
    for encoding in ("utf-8-sig", "utf-16", "cp1252"):
        file = tmp_path / encoding
        file.write_bytes(text.encode(encoding))
        read = read_usage(file, Wanted(zone="America/New_York"))
        assert read.chosen is not None
        totals.append(read.chosen.intervals.total)

    assert totals == [3, 3, 3]


def test_gas_where_electricity_is_needed_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "gas.csv"
    file.write_text("start,end,therms\n2025-01-05,2025-02-04,80\n")

    with pytest.raises(UsageError, match=r"are of gas \(therm\), not of electricity"):
        read_usage(file, Wanted(service="electricity"))


def test_several_files_in_an_archive_are_named(tmp_path: Path) -> None:
    path = _zipped(tmp_path / "a.zip", {"one.xml": b"", "two.csv": b""})

    with pytest.raises(UsageError, match=r"holds 2 usage files \(one.xml, two.csv\)"):
        read_usage(path)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match="There is no file"):
        read_usage(tmp_path / "absent.xml")


BILL = {"start": "2025-01-01", "end": "2025-02-01", "kwh": 1}
BAD_JSON = {
    "{": "is no JSON",
    "[" * 100_000: "is no JSON",
    "{}": "holds no bills",
    json.dumps([1]): "needs its energy as “kwh”",
    json.dumps([BILL | {"start": "yesterday"}]): "Bill 1: start is “yesterday”",
    json.dumps([BILL | {"kwh": True}]): "Bill 1: kwh is “True”; expected a number",
    json.dumps([BILL | {"kwh": float("nan")}]): "Bill 1: kwh is “nan”",
    json.dumps([BILL, {"start": "2025-02-01", "end": "2025-03-01", "therms": 1}]): "each as",
}


@pytest.mark.parametrize("text", BAD_JSON)
def test_bad_json_is_refused_in_a_sentence(text: str, tmp_path: Path) -> None:
    file = tmp_path / "bills.json"
    file.write_text(text)

    with pytest.raises(UsageError, match=BAD_JSON[text]):
        read_usage(file)


def _bomb(folder: Path) -> Path:
    return _zipped(folder / "bomb.zip", {"bomb.xml": b"<feed>" + b"\n" * (300 << 20)})


def _packed_bomb(folder: Path) -> Path:
    path = folder / "bomb.xml.gz"
    with gzip.open(path, "wb", compresslevel=9) as file:
        file.write(b"<feed xmlns='http://www.w3.org/2005/Atom'>")
        for _ in range(300):
            file.write(b"<a/>" * (1 << 18))
    return path


def _sparse(folder: Path) -> Path:
    path = folder / "large.xml"
    with path.open("wb") as file:
        file.write(b"<feed>")
        file.truncate(2 << 30)
    return path


def _long_table(folder: Path) -> Path:
    path = folder / "table.csv.gz"
    with gzip.open(path, "wb", compresslevel=9) as file:
        file.write(b"start,kwh\n")
        for _ in range(100):
            file.write(b"2025-01-01 00:00,1\n" * 50_000)
    return path


HOSTILE = {
    "an archive that unpacks to 300 MiB": (_bomb, "unpacks to 300 MiB"),
    "a gzip file of a million elements": (_packed_bomb, "elements that are no readings"),
    "a file of 2 GiB": (_sparse, "has 2,048 MiB; at most 256"),
    "a table of 95 MiB": (_long_table, "more than 64 MiB of text"),
    "an archive that was cut off": (
        lambda folder: _written(folder, b"PK\3\4" + b"\0" * 100), "is a broken archive",
    ),
    "a gzip file that was cut off": (
        lambda folder: _written(folder, gzip.compress(b"<feed>" * 999)[:40]), "broken archive",
    ),
    "a program": (lambda folder: _written(folder, b"\x7fELF\0\0\0"), "is no text"),
    "nothing": (lambda folder: _written(folder, b""), "is empty"),
}  # fmt: skip


def _written(folder: Path, data: bytes) -> Path:
    path = folder / "usage"
    path.write_bytes(data)
    return path


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_refused_soon_and_small(name: str, tmp_path: Path) -> None:
    make, expected = HOSTILE[name]
    file = make(tmp_path)

    done = subprocess.run([sys.executable, "-c", PROGRAM, file], capture_output=True, check=True)

    said, took_s, most_mib = json.loads(done.stdout)
    assert expected in said
    assert took_s < 2
    assert most_mib < 200


def test_a_usual_zone_is_that_of_bills_and_of_no_file_that_says_its_own(
    home: Path, bills: Path
) -> None:
    wanted = Wanted(usual_zone="America/Denver")

    zones = [read_usage(each, wanted).zone for each in (home, bills)]

    assert zones == ["America/New_York", "America/Denver"]


def test_green_button_without_a_clock_is_of_the_usual_zone(home: Path, tmp_path: Path) -> None:
    text = home.read_text(encoding="utf-8")
    bare = tmp_path / "bare.xml"
    bare.write_text(
        re.sub(
            r"<(\w+:)?LocalTimeParameters.*?</(\w+:)?LocalTimeParameters>",
            "",
            text,
            flags=re.DOTALL,
        ),
        encoding="utf-8",
    )

    assert read_usage(bare, Wanted(usual_zone="America/Denver")).zone == "America/Denver"
