"""What OpenDSS gets to see, and what is refused before."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from penstock.engineering.network.errors import NetworkError
from penstock.engineering.network.scripts.lexing import parameters
from penstock.engineering.network.scripts.ratings import rated_lines
from penstock.engineering.network.scripts.statements import Script, read_script
from tests.feeders import reading

CIRCUIT = "New Circuit.c BasekV=12.47 Bus1=source\n"


def _read(text: str, **others: str) -> Script:
    files = {"main.dss": text} | {f"{name}.dss": each for name, each in others.items()}
    return read_script("main.dss", reading(files))


@pytest.mark.parametrize(
    "line",
    [
        "Shell rm -rf /",
        "sh rm",
        "Export voltages /tmp/x.csv",
        "exp voltages",
        "Save circuit",
        "Plot profile",
        "Show voltages",
        "sho taps",
        "Dump",
        "FileEdit master.dss",
        "CD /",
        "Visualize what=powers",
        "Set DataPath=/etc",
        "Set Editor=/bin/sh",
        "Set mode=daily",
        "var @x=1",
        "'Show' voltages",
        "!x\nFormEdit Line.a",
        "New Generator.g bus1=source UserModel=/tmp/evil.so",
        "New Generator.g bus1=source UserM=/tmp/evil.so",
        "Generator.g.UserModel=/tmp/evil.so",
        "New XYCurve.x npts=2 csvfile=/etc/passwd",
        "New XYCurve.x npts=2 Yarray=(file=/etc/passwd)",
        "New XYCurve.x npts=2 Yarray=[FILE = /etc/passwd]",
        "New Line.a phases=1000000000",
        "New Line.a phases=(100000 100000 *)",
        "New Generator.g bus1=source kw=1 /tmp/evil.so",
        "New Generator.g bus1=source debugtrace=yes",
        "New RegControl.g Debug=true",
        "New Whatever.x a=1",
        "New nothing",
    ],
)
def test_what_reaches_outside_of_the_circuit_is_refused_with_its_line(line: str) -> None:
    with pytest.raises(NetworkError, match=r"main\.dss, line [23]: .*\."):
        _read(CIRCUIT + line)


@pytest.mark.parametrize(
    "path", ["/etc/passwd", "../other.dss", "a/../../b.dss", "C:\\x.dss", "..\\..\\x", "\\x.dss"]
)
@pytest.mark.parametrize("verb", ["Redirect", "Compile", "BusCoords"])
def test_a_file_outside_the_feeders_folder_is_not_read(verb: str, path: str) -> None:
    with pytest.raises(NetworkError, match=r"main\.dss, line 2: .* outside the feeder's folder"):
        _read(f'{CIRCUIT}{verb} "{path}"')


def test_a_file_that_redirects_to_itself_is_refused() -> None:
    with pytest.raises(NetworkError, match=r"b\.dss, line 1: a\.dss redirects to itself"):
        _read("Redirect a.dss", a="Redirect b.dss", b="Redirect a.dss")


def test_a_script_without_a_circuit_is_refused() -> None:
    with pytest.raises(NetworkError, match="defines no circuit"):
        _read("Redirect a.dss", a="! nothing")


def test_a_file_is_looked_for_beside_the_one_that_names_it() -> None:
    files = {
        "main.dss": "Redirect sub/a.dss",
        "sub/a.dss": f"{CIRCUIT}Redirect ../b.dss",
        "b.dss": "New Line.x Bus1=a Bus2=b",
    }

    script = read_script("main.dss", reading(files))

    assert [str(each.spot) for each in script.statements] == ["sub/a.dss, line 1", "b.dss, line 1"]


def test_comments_quotes_and_continuations_are_read_as_opendss_reads_them() -> None:
    script = _read(
        "/* no\nShell ls\n*/\n"
        f"{CIRCUIT}~ pu=1.05 ! Shell\nnew object=line.a buS1 = 'x y', bus2=b // Shell\n"
        "m rmatrix=(1 | 2 3)\nLine.a.Length=3"
    )

    assert [each.text for each in script.statements] == [
        "new circuit.c basekv=12.47 bus1=source",
        "more pu=1.05",
        "new line.a bus1='x y' bus2=b",
        "more rmatrix=(1 | 2 3)",
        "edit line.a length=3",
    ]


def test_a_course_of_time_is_known_by_its_name_alone() -> None:
    script = _read(f"{CIRCUIT}New LoadShape.day npts=8760 mult=(file=/etc/passwd)\n~ interval=1")

    assert script.statements[-1].text == "new loadshape.day npts=1 interval=1 mult=[1]"


def test_a_breaker_is_known_and_does_not_trip() -> None:
    script = _read(f"{CIRCUIT}New Relay.r MonitoredObj=Line.Breaker\n~ PhaseTrip=1")

    assert script.protected == {"line.breaker"}
    assert len(script.statements) == 1


def test_coordinates_are_read_without_the_engine() -> None:
    files = {"main.dss": f"{CIRCUIT}BusCoords xy.csv", "xy.csv": 'A, 1, 2\n"b" 3 4.5\nbad,row\n'}

    script = read_script("main.dss", reading(files))

    assert script.coordinates == {"a": (1.0, 2.0), "b": (3.0, 4.5)}


def test_a_line_is_rated_by_itself_its_code_or_the_line_that_it_is_like() -> None:
    script = _read(
        f"{CIRCUIT}New LineCode.rated Normamps=200\nNew LineCode.not R1=1\n"
        "New Line.own Normamps=10\nNew Line.coded LineCode=rated\nNew Line.bare LineCode=not\n"
        "New Line.same like=coded"
    )

    assert rated_lines(script.statements) == {"own", "coded", "same"}


@given(st.text(alphabet=" =,'\"()[]{}!/~ab1.\t", max_size=60))
def test_every_line_has_an_end_and_parameters_read_back_as_they_were(line: str) -> None:
    found = list(parameters(line))
    # Names of other letters are refused before anything is written.
    assume(all(each.name.isalnum() or not each.name for each in found))

    again = list(parameters(" ".join(each.text for each in found)))
    assert [(each.name, each.value) for each in again] == [
        (each.name, each.value) for each in found
    ]


@given(st.text(max_size=200))
def test_any_text_is_read_or_refused_with_a_sentence(text: str) -> None:
    said = _refusal(CIRCUIT + text)

    assert said == "" or said.endswith(".")


def _refusal(text: str) -> str:
    try:
        _read(text)
    except NetworkError as error:
        return str(error)
    return ""
