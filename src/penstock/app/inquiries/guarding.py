"""What keeps programs from filling forms by the thousand, without asking anybody else."""

from base64 import urlsafe_b64encode
from collections import OrderedDict, deque
from collections.abc import Callable
from dataclasses import dataclass, field
from hmac import compare_digest, new
from secrets import token_bytes, token_urlsafe
from threading import Lock

from penstock.app import clock as wall
from penstock.kernel.networks import network_of

_SOONEST_S, _LATEST_S = 2.0, 12 * 3600.0
_MOST, _WITHIN_S, _REMEMBERED = 20, 600.0, 10_000


def seconds() -> float:
    """Return the seconds since 1970."""
    return wall.now().timestamp()


class StampError(Exception):
    """A form that was not filled in by somebody who looked at it; the sentence is for them."""


@dataclass(frozen=True, kw_only=True)
class Stamps:
    """Marks of forms, which say when each was shown and that it is ours.

    Args:
        clock: Returns the seconds since 1970.
        secret: What signs them; of this run alone.
    """

    clock: Callable[[], float] = seconds
    secret: bytes = field(default_factory=lambda: token_bytes(32), repr=False)

    def new(self) -> str:
        """Return the mark of a form that is shown now; it also tells the form from all others."""
        said = f"{self.clock():.3f}.{token_urlsafe(12)}"
        return f"{said}.{self._sign(said)}"

    def require(self, stamp: str) -> None:
        """Look whether a form was shown here, a while ago and not too long.

        Raises:
            StampError: It was not.
        """
        said, _, signed = stamp.rpartition(".")
        if not said or not compare_digest(signed.encode(), self._sign(said).encode()):
            raise StampError("This form is not of this page any more. Send it once more.")
        age_s = self.clock() - float(said.rpartition(".")[0])
        if age_s < _SOONEST_S:
            raise StampError("That was faster than anybody writes. Send it once more.")
        if age_s > _LATEST_S:
            raise StampError("This form was open for very long. Send it once more.")

    def _sign(self, said: str) -> str:
        digest = new(self.secret, said.encode(), "sha256").digest()
        return urlsafe_b64encode(digest[:18]).decode()


@dataclass(kw_only=True)
class Visitors:
    """How often somebody has sent something lately, by where they come from.

    Args:
        clock: Returns the seconds since 1970.
        most: So often within ten minutes.
    """

    clock: Callable[[], float] = seconds
    most: int = _MOST
    _seen: OrderedDict[str, deque[float]] = field(default_factory=OrderedDict, init=False)
    _lock: Lock = field(default_factory=Lock, init=False)

    def wait_s(self, address: str) -> float:
        """Count one more from an address, and return how long it has to wait; 0 where it may go on.

        What is refused does not count.
        """
        now, near = self.clock(), network_of(address)
        with self._lock:
            times = self._seen.setdefault(near, deque())
            self._seen.move_to_end(near)
            while times and now - times[0] >= _WITHIN_S:
                times.popleft()
            if len(times) >= self.most:
                return _WITHIN_S - (now - times[0])
            times.append(now)
            if len(self._seen) > _REMEMBERED:
                self._seen.popitem(last=False)
            return 0.0
