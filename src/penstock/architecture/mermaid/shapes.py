"""The shapes of nodes: the brackets that draw them, and the names that `@{ shape: … }` takes."""

from typing import NamedTuple

from penstock.architecture.mermaid.tokens import Kind


class Brackets(NamedTuple):
    """What opens and closes a label, and the shape that is drawn around it."""

    opener: str
    closer: str
    shape: str


BRACKETS = (
    Brackets("(((", ")))", "doublecircle"),
    Brackets("((", "))", "circle"),
    Brackets("([", "])", "stadium"),
    Brackets("(-", "-)", "ellipse"),
    Brackets("(", ")", "round"),
    Brackets("[[", "]]", "subroutine"),
    Brackets("[(", ")]", "cylinder"),
    Brackets("[/", "/]", "lean_right"),
    Brackets("[/", "\\]", "trapezoid"),
    Brackets("[\\", "\\]", "lean_left"),
    Brackets("[\\", "/]", "inv_trapezoid"),
    Brackets("[", "]", "square"),
    Brackets("{{", "}}", "hexagon"),
    Brackets("{", "}", "diamond"),
    Brackets(">", "]", "odd"),
    Brackets("|", "|", ""),
)

# Which token may end a label, by the token that began it, and the shape that this makes.
CLOSERS: dict[Kind, dict[Kind, str]] = {
    Kind.SQUARE_OPEN: {Kind.SQUARE_CLOSE: "square"},
    Kind.DOUBLE_CIRCLE_OPEN: {Kind.DOUBLE_CIRCLE_CLOSE: "doublecircle"},
    Kind.ELLIPSE_OPEN: {Kind.ELLIPSE_CLOSE: "ellipse"},
    Kind.STADIUM_OPEN: {Kind.STADIUM_CLOSE: "stadium"},
    Kind.SUBROUTINE_OPEN: {Kind.SUBROUTINE_CLOSE: "subroutine"},
    Kind.PROPERTIES_OPEN: {Kind.SQUARE_CLOSE: "rect"},
    Kind.CYLINDER_OPEN: {Kind.CYLINDER_CLOSE: "cylinder"},
    Kind.ROUND_OPEN: {Kind.ROUND_CLOSE: "round"},
    Kind.BRACE_OPEN: {Kind.BRACE_CLOSE: "diamond"},
    Kind.FLAG_OPEN: {Kind.SQUARE_CLOSE: "odd"},
    Kind.SLASH_OPEN: {Kind.BACKSLASH_CLOSE: "trapezoid", Kind.SLASH_CLOSE: "lean_right"},
    Kind.BACKSLASH_OPEN: {Kind.SLASH_CLOSE: "inv_trapezoid", Kind.BACKSLASH_CLOSE: "lean_left"},
    Kind.PIPE: {Kind.PIPE: ""},
}

# Brackets that are written twice, as two tokens each.
DOUBLED = {Kind.ROUND_OPEN: "circle", Kind.BRACE_OPEN: "hexagon"}

_NAMES = """
anchor bang bolt bow-rect bow-tie-rectangle bpmn-activity bpmn-annotation bpmn-boundary
bpmn-data bpmn-data-store bpmn-end bpmn-gateway bpmn-intermediate bpmn-start brace brace-l
brace-r braces browser bucket card choice circ circle cloud collate com-link comment composite
console cross-circ crossed-circle curv-trap curved-trapezoid cyl cylinder das data-store
database datastore db dbl-circ decision delay diam diamond directory disk display div-proc
div-rect divided-process divided-rectangle doc docs document documents double-circle
doublecircle event extract f-circ filled-circle flag flip-tri flipped-triangle folder fork
fr-circ fr-rect framed-circle framed-rectangle h-cyl half-rounded-rectangle hex hexagon
horizontal-cylinder hourglass icon in-out internal-storage inv-trapezoid join junction lean-l
lean-left lean-r lean-right lightning-bolt lin-cyl lin-doc lin-proc lin-rect lined-cylinder
lined-document lined-process lined-rectangle loop-limit manual manual-file manual-input
notch-pent notch-rect notched-pentagon notched-rectangle note odd out-in paper-tape person pill
prepare priority proc process processes procs question rect rectangle rounded shaded-process
sl-rect sloped-rectangle sm-circ small-circle st-doc st-rect stacked-document stacked-rectangle
stadium start state stop stored-data subproc subprocess subroutine summary tag-doc tag-proc
tag-rect tagged-document tagged-process tagged-rectangle terminal text trap-b trap-t trapezoid
trapezoid-bottom trapezoid-top tri triangle win-pane window-pane
"""
NAMES = frozenset(_NAMES.split())
