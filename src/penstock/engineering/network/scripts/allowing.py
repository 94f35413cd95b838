"""What a script may say: what describes a circuit, and nothing that reaches outside of it.

Whatever is not listed is refused. OpenDSS takes abbreviations of commands and properties; commands
are therefore written out before it gets them, and a property is refused if it could be short for
one that names a file or a program.
"""

import re
from collections.abc import Mapping

from penstock.engineering.network.errors import NetworkError
from penstock.engineering.network.scripts.lexing import Parameter, Spot

COMMANDS: Mapping[str, tuple[str, int]] = {
    "~": ("more", 1),
    "m": ("more", 1),
    "more": ("more", 4),
    "new": ("new", 3),
    "edit": ("edit", 4),
    "batchedit": ("batchedit", 9),
    "set": ("set", 3),
    "redirect": ("redirect", 5),
    "compile": ("compile", 4),
    "clear": ("clear", 5),
    "clearall": ("clear", 8),
    "calcvoltagebases": ("calcvoltagebases", 5),
    "setkvbase": ("setkvbase", 9),
    "solve": ("solve", 3),
    "buscoords": ("buscoords", 9),
    "setbusxy": ("setbusxy", 8),
    "open": ("open", 4),
    "close": ("close", 5),
    "enable": ("enable", 6),
    "disable": ("disable", 7),
    "makebuslist": ("makebuslist", 8),
    "addbusmarker": ("addbusmarker", 12),
    "clearbusmarkers": ("addbusmarker", 15),
}
"""What each command is here, and how many of its letters are enough."""

CLASSES = frozenset(
    {
        "autotrans",
        "capacitor",
        "capcontrol",
        "circuit",
        "cndata",
        "fault",
        "generator",
        "growthshape",
        "invcontrol",
        "isource",
        "line",
        "linecode",
        "linegeometry",
        "linespacing",
        "load",
        "loadshape",
        "priceshape",
        "pvsystem",
        "reactor",
        "regcontrol",
        "spectrum",
        "storage",
        "storagecontroller",
        "swtcontrol",
        "tcc_curve",
        "tempshape",
        "transformer",
        "tsdata",
        "tshape",
        "vsource",
        "wiredata",
        "xfmrcode",
        "xycurve",
    }
)
"""Kinds of elements that describe a circuit."""

UNSOLVED = frozenset({"energymeter", "monitor", "sensor"})
"""Kinds that only measure, and that a study leaves out."""

PROTECTION = frozenset({"fuse", "recloser", "relay"})
"""Kinds that open in a fault; a study knows where they are, and no power flow makes them trip."""

SHAPES = frozenset({"loadshape", "growthshape", "priceshape", "tshape", "tempshape"})
"""Courses of time, whose values a moment does not need."""

OPTIONS = frozenset(
    {
        "algorithm",
        "allowduplicates",
        "basefrequency",
        "controlmode",
        "defaultbasefrequency",
        "earthmodel",
        "emergvmaxpu",
        "emergvminpu",
        "frequency",
        "genmult",
        "loadmodel",
        "loadmult",
        "maxcontroliter",
        "maxiter",
        "maxiterations",
        "miniterations",
        "mode",
        "normvmaxpu",
        "normvminpu",
        "pricecurve",
        "tolerance",
        "trapezoidal",
        "voltagebases",
        "zonelock",
    }
)
"""What `Set` may set; options of drawings are taken and do nothing."""

_DRAWING = re.compile(
    r"(mark|node|line|dash|xfmr|trans|cap|reg|pv|store|fuse|recloser|relay|switch|3phase|1phase)"
    r"\w*(width|code|size|style|markers?|class|type|capacitors|fuses|pvsystems|regulators|relays|"
    r"reclosers|storage|switches|transformers)"
)
_FORBIDDEN = (
    "usermodel",
    "userdata",
    "shaftmodel",
    "shaftdata",
    "dynadll",
    "dynadata",
    "dllname",
    "dynamiceq",
    "csvfile",
    "pqcsvfile",
    "sngfile",
    "dblfile",
    "file",
)
_WHOLE = {"phases": 12, "nphases": 12, "nconds": 24, "windings": 12, "npts": 10_000}
_WHOLE |= {"numtaps": 1_000}
_WHOLE |= {"ncables": 24, "nwires": 24, "numsteps": 100, "numharm": 1_000}
_NO = {"no", "n", "false", "f"}
_NAME = re.compile(r"[%\w.\-]{1,60}")
_ELEMENT = re.compile(r"(\w{1,60})\.([^\s\"'(){}\[\],=!]{1,200})")
_FILE = re.compile(r"\b(file|dblfile|sngfile)\s*=", re.IGNORECASE)
_POSITIONS = 5


def command(word: str, spot: Spot) -> str:
    """Return the command that a word means.

    Raises:
        NetworkError: It is none that describes a circuit.
    """
    said = word.casefold()
    for name, (meaning, enough) in COMMANDS.items():
        if name.startswith(said) and len(said) >= min(enough, len(name)):
            return meaning
    raise NetworkError(
        f"{spot}: the command “{word[:60]}” is refused. A feeder's script may describe the circuit "
        "(New, Edit, Set, Redirect, Solve and the like), but not show, export, plot, save or run "
        "anything. Remove the line, or put '!' in front of it."
    )


def element(word: str, spot: Spot) -> tuple[str, str]:
    """Return the class, in lower case, and the name of an element that a word means.

    Raises:
        NetworkError: The word names none, or one of a class that describes no circuit.
    """
    named = _ELEMENT.fullmatch(word)
    if named is None:
        raise NetworkError(
            f"{spot}: “{word[:60]}” is not the name of an element; expected Class.Name, such as "
            "Line.650632."
        )
    kind = named[1].casefold()
    if kind not in CLASSES | UNSOLVED | PROTECTION:
        raise NetworkError(
            f"{spot}: elements of the class “{named[1]}” are not taken. Known are "
            f"{', '.join(sorted(CLASSES))}."
        )
    return kind, named[2]


def check_properties(parameters: tuple[Parameter, ...], spot: Spot, *, positions: bool) -> None:
    """Refuse properties that reach outside the circuit, or make it larger than any feeder.

    Raises:
        NetworkError: One of them does.
    """
    for number, each in enumerate(parameters):
        if each.name:
            _check_name(each, spot)
        elif not positions or number >= _POSITIONS or any(p.name for p in parameters[:number]):
            raise NetworkError(
                f"{spot}: “{each.value[:60]}” stands without the name of its property. "
                "Write it as property=value."
            )
        if _FILE.search(each.value):
            raise NetworkError(
                f"{spot}: {each.name or 'a property'} takes its values from a file, which is "
                "done for shapes of loads alone. Write the values themselves."
            )


def _check_name(parameter: Parameter, spot: Spot) -> None:
    name, value, _ = parameter
    if not _NAME.fullmatch(name):
        raise NetworkError(f"{spot}: “{name[:60]}” is not the name of a property.")
    writes = "debugtrace".startswith(name) and value.strip().casefold() not in _NO
    if writes or any(each.startswith(name) for each in _FORBIDDEN):
        raise NetworkError(
            f"{spot}: the property “{name}” is refused, because it reaches files or programs. "
            "Remove it."
        )
    for whole, most in _WHOLE.items():
        if whole.startswith(name) and len(name) > 1 and not _is_whole(value, most):
            raise NetworkError(
                f"{spot}: {whole} is “{value[:30]}”; expected a whole number from 0 to {most:,}."
            )


def _is_whole(value: str, most: int) -> bool:
    text = value.strip()
    return text.isascii() and text.isdigit() and len(text) < 9 and int(text) <= most


def options(parameters: tuple[Parameter, ...], spot: Spot) -> tuple[Parameter, ...]:
    """Return the options of `Set` that matter to a power flow.

    Raises:
        NetworkError: An option is unknown here, or asks for more than one moment.
    """
    check_properties(parameters, spot, positions=False)
    for name, value, _ in parameters:
        if name == "mode" and not "snapshot".startswith(value.strip().casefold()[:8] or "?"):
            raise NetworkError(
                f"{spot}: the mode “{value[:30]}” is not taken; a study looks at a snapshot. "
                "Write 'Set mode=snapshot', or leave it out."
            )
        if name not in OPTIONS and not _DRAWING.fullmatch(name):
            raise NetworkError(
                f"{spot}: 'Set {name[:60]}' is refused. A feeder may set "
                f"{', '.join(sorted(OPTIONS))}."
            )
    return tuple(each for each in parameters if each.name in OPTIONS)
