from penstock.app.remembering import AGED_S, Memory


class _Clock:
    """A clock that stands until it is put forward."""

    def __init__(self) -> None:
        self.now_s = 0.0

    def __call__(self) -> float:
        return self.now_s


def test_an_answer_is_made_once_while_nothing_happens() -> None:
    memory, made = Memory(), list[str]()

    for _ in range(3):
        memory.told("what", mark=1, make=lambda: made.append("made"))

    assert made == ["made"]


def test_an_answer_is_made_anew_after_something_happened() -> None:
    memory = Memory()
    memory.told("what", mark=1, make=lambda: "before")

    assert memory.told("what", mark=2, make=lambda: "after") == "after"


def test_an_answer_is_made_anew_when_what_waits_has_waited_longer() -> None:
    clock = _Clock()
    memory = Memory(seconds=clock)
    memory.told("what", mark=1, make=lambda: "before")
    clock.now_s = AGED_S

    assert memory.told("what", mark=1, make=lambda: "after") == "after"


def test_each_question_has_an_answer_of_its_own() -> None:
    memory = Memory()
    memory.told("one", mark=1, make=lambda: 1)

    assert memory.told("two", mark=1, make=lambda: 2) == 2


def test_of_very_many_answers_the_earlier_ones_are_forgotten() -> None:
    memory = Memory(most=3)

    for number in range(4):
        memory.told(number, mark=1, make=lambda: "before")

    assert memory.told(0, mark=1, make=lambda: "anew") == "anew"
