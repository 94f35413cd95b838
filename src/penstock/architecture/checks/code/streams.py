"""What packages say of the streams that they have code for, as checks need it."""

from collections.abc import Mapping
from dataclasses import field

from penstock.kernel.making import checked_dataclass
from penstock.kernel.sides import Side


@checked_dataclass(frozen=True, slots=True, kw_only=True)
class StageCode:
    """What a package says of one stage.

    Args:
        work: The function that does it; empty where there is none.
        side: The side that the function works for.
        status: `by-hand` or `exempt` where there is no function.
        because: Why there is none.
        inputs: Names of the types that the function takes in, by the keys of their terms.
        outputs: Names of the types that it gives out.
        also: The keys of those types, by the keys of older terms that they answer to as well.
        unusable: Why the function cannot be used; empty where it can.
        missing_ports: Ports that the function asks for and nothing provides.
        papers: Its papers, with the names of their types; empty where one has none.
    """

    work: str = ""
    side: Side | None = None
    status: str = ""
    because: str = ""
    inputs: Mapping[str, str] = field(default_factory=dict)
    outputs: Mapping[str, str] = field(default_factory=dict)
    also: Mapping[str, str] = field(default_factory=dict)
    unusable: str = ""
    missing_ports: tuple[str, ...] = ()
    papers: Mapping[str, str] = field(default_factory=dict)


@checked_dataclass(frozen=True, slots=True, kw_only=True)
class ActCode:
    """What a package says of one act.

    Args:
        name: What it is called.
        stage_id: The stage that it belongs to.
        function: The function that it is.
        roles: Who may do it.
        items: What it cannot do without, and what it makes: names of types, with the keys that
            each answers to.
        missing_ports: Ports that it asks for and nothing provides.
    """

    name: str
    stage_id: str
    function: str
    roles: tuple[str, ...] = ()
    items: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    missing_ports: tuple[str, ...] = ()


@checked_dataclass(frozen=True, slots=True, kw_only=True)
class StreamCode:
    """What a package says of a stream.

    Args:
        manifest: Where it says so.
        stages: What it says of each stage, by id.
        unusable: Why the package cannot be used; empty where it can.
        acts: What people do within its stages.
        procedures: Stages of procedures of the stream, which no stage table has.
        replaces: The package of Penstock itself whose place it takes; empty where it takes none.
        is_asleep: Whether what its code needs is not installed, so that its papers alone are known.
    """

    manifest: str
    stages: Mapping[str, StageCode] = field(default_factory=dict)
    acts: tuple[ActCode, ...] = ()
    procedures: frozenset[str] = frozenset()
    replaces: str = ""
    unusable: str = ""
    is_asleep: bool = False
