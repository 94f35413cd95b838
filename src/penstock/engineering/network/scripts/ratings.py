"""Which lines state what current they bear: OpenDSS gives 400 A to those that do not."""

from collections.abc import Iterator, Mapping, Sequence

from penstock.engineering.network.scripts.lexing import Parameter
from penstock.engineering.network.scripts.statements import Statement

_RATING, _CARRIERS = "normamps", ("linecode", "geometry", "like", "wires", "cncables", "tscables")
_KINDS = {"linecode": ("linecode",), "geometry": ("linegeometry",), "like": ("line",)}
_CABLES = ("wiredata", "cndata", "tsdata")
_Element = tuple[str, str]


def rated_lines(statements: Sequence[Statement]) -> frozenset[str]:
    """Return the lines, in lower case, whose normal current is stated by them or for them."""
    said = _said(statements)
    return frozenset(
        name for kind, name in said if kind == "line" and _is_rated((kind, name), said)
    )


def _said(statements: Sequence[Statement]) -> Mapping[_Element, list[Parameter]]:
    said: dict[_Element, list[Parameter]] = {}
    last: list[Parameter] = []
    for each in statements:
        if each.kind:
            last = said.setdefault((each.kind, each.name.casefold()), [])
        if each.verb in {"new", "edit", "more"}:
            last += each.parameters
    return said


def _is_rated(element: _Element, said: Mapping[_Element, list[Parameter]], depth: int = 4) -> bool:
    parameters = said.get(element, [])
    if any(each.name == _RATING for each in parameters):
        return True
    return depth > 0 and any(
        _is_rated(other, said, depth - 1)
        for parameter in parameters
        for other in _named(element[0], parameter)
    )


def _named(kind: str, parameter: Parameter) -> Iterator[_Element]:
    """Yield the elements that an element takes its rating from."""
    if parameter.name not in _CARRIERS and parameter.name not in {"wire", "cncable", "tscable"}:
        return
    kinds: tuple[str, ...] = (
        _CABLES if "cable" in parameter.name or "wire" in parameter.name else ()
    )
    kinds = kinds or ((kind,) if parameter.name == "like" else _KINDS[parameter.name])
    for word in parameter.value.replace(",", " ").split():
        yield from ((each, word.casefold()) for each in kinds)
