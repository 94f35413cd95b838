"""The gates between the sides: questions that are asked of the policies, and their answers."""

from collections.abc import Iterator, Mapping, Sequence
from urllib.parse import urlencode

from penstock.app.boundary.reading import Council
from penstock.architecture.drawing import Options
from penstock.architecture.drawing.zones import Gate, zones_picture
from penstock.kernel.sensitivity import Sensitivity
from penstock.kernel.sides import Side
from penstock.web.live.showing.filters import Filter
from penstock.web.live.showing.governing.trying import decided

_CUSTOMER = {"sensitivity": Sensitivity.PERSONAL.value, "data": "interval_usage"}
_ASKED: Sequence[tuple[str, Mapping[str, str]]] = (
    ("a customer's usage, without consent", {**_CUSTOMER, "given": "no consent"}),
    ("a customer's usage, by a live consent", {**_CUSTOMER, "given": "a live consent"}),
    (
        "a customer's usage, by a consent that was taken back",
        {**_CUSTOMER, "given": "a live consent, but taken back"},
    ),
    ("what is confidential", {"sensitivity": Sensitivity.CONFIDENTIAL.value}),
    ("what is public", {"sensitivity": Sensitivity.PUBLIC.value}),
)
_ACROSS = ((Side.REGULATED, Side.NON_REGULATED), (Side.NON_REGULATED, Side.REGULATED))


def gates_of(council: Council, questions: Sequence[Filter]) -> Iterator[Gate]:
    """Yield each gate as the policies open or close it; nothing is read, and nothing recorded."""
    for origin, reader in _ACROSS:
        who = _somebody(council, reader)
        for words, asked in _ASKED if who else ():
            chosen = {"who": who, "verb": "reads", "side": origin.value, **asked}
            told = decided(council, questions, chosen)
            if told:
                yield Gate(
                    origin=origin,
                    words=words,
                    is_open=told.allowed,
                    rule=told.rule,
                    href=f"/boundary?{urlencode(chosen)}#found",
                )


def drawn(gates: Sequence[Gate]) -> str:
    """Return the picture of the gates; nothing where there are none."""
    return zones_picture(gates, Options(standalone=False)) if gates else ""


def _somebody(council: Council, side: Side) -> str:
    """Return a role of a side, one without a function that opens more than others have."""
    roles = sorted(role for role, of in council.roles.sides.items() if of is side)
    return next((each for each in roles if not council.roles.functions.get(each)), "")
