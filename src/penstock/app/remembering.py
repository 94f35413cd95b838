"""What is made of very many cases: remembered for as long as nothing happens in any of them."""

from collections.abc import Callable
from dataclasses import dataclass, field
from threading import Lock
from time import monotonic
from typing import TypeVar, cast

_Answer = TypeVar("_Answer")
# What tells how long something waits has grown by as much.
AGED_S = 60.0
MOST_ANSWERS = 100


@dataclass(kw_only=True)
class Memory:
    """Answers to questions that are asked again and again; of very many the earlier are forgotten.

    Whether somebody may have an answer is asked before, each time: a memory knows nobody.

    Args:
        most: So many answers at the most.
        seconds: Returns a number of seconds that never falls.
    """

    most: int = MOST_ANSWERS
    seconds: Callable[[], float] = monotonic
    _lock: Lock = field(default_factory=Lock, init=False)
    _answers: dict[object, tuple[object, float, object]] = field(default_factory=dict, init=False)

    def told(self, question: object, *, mark: object, make: Callable[[], _Answer]) -> _Answer:
        """Return the answer to a question, from before where it holds, for a minute at the most.

        Of several who ask at once for what is not known yet, each makes it: nobody waits.

        Args:
            question: What tells the question from all others.
            mark: What is another after anything changed of which the answer is made.
            make: Finds the answer.
        """
        now = self.seconds()
        with self._lock:
            known, since, answer = self._answers.get(question, (None, 0.0, None))
        if known == mark and known is not None and now - since < AGED_S:
            return cast("_Answer", answer)
        made = make()
        with self._lock:
            if len(self._answers) >= self.most:
                self._answers.clear()
            self._answers[question] = mark, now, made
        return made
