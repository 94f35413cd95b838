from dataclasses import replace

from penstock.architecture.checks.code.acting import UnprovidedPort
from tests.unit.architecture.checks.code.acts import RECEIVE, STAGES
from tests.unit.architecture.checks.code.packages import QUALIFY, found


def test_code_that_asks_for_nothing_in_vain_is_good() -> None:
    assert found(UnprovidedPort, STAGES, acts=(RECEIVE,)) == []


def test_ports_that_nobody_provides_are_found() -> None:
    stages = STAGES | {"NCV-03.1": replace(QUALIFY, missing_ports=("solar.ports:Bills",))}
    act = replace(RECEIVE, missing_ports=("solar.ports:Suppliers",))
    findings = found(UnprovidedPort, stages, acts=(act,))

    messages = {each.message.partition(", and")[0] for each in findings}
    assert messages == {
        "The act “receive” of NCV-03.3 asks for the port solar.ports:Suppliers",
        "The work of NCV-03.1 asks for the port solar.ports:Bills",
    }
