"""Packets cut out of a stream of bytes, none larger than a bound."""

from penstock.app.devices.broker.packets import PacketError


class TooLargeError(Exception):
    """A packet is larger than the broker takes; nothing of it is read."""

    def __init__(self, *, size: int, most: int) -> None:
        self.size = size
        self.most = most
        super().__init__(
            f"A packet of {size:,} bytes was announced; at most {most:,} are taken. "
            "Send less at once, or begin the broker with a larger bound."
        )


class Frames:
    """What came and was not yet understood.

    Args:
        most_bytes: The largest packet that is taken.
    """

    def __init__(self, most_bytes: int) -> None:
        self._most = most_bytes
        self._data = bytearray()
        self._at = 0

    def feed(self, data: bytes) -> None:
        """Add what came."""
        if self._at:
            del self._data[: self._at]
            self._at = 0
        self._data += data

    def take(self) -> tuple[int, bytes] | None:
        """Return the next packet's first byte and its body; None while it is not there whole.

        Raises:
            TooLargeError: It will be larger than the bound, which is known before it comes.
            PacketError: Its length is none.
        """
        head = self._head()
        if head is None:
            return None
        begin, size = head
        if size > self._most:
            raise TooLargeError(size=size, most=self._most)
        end = begin + size
        if end > len(self._data):
            return None
        first, body = self._data[self._at], bytes(self._data[begin:end])
        self._at = end
        return first, body

    def _head(self) -> tuple[int, int] | None:
        """Return where the body begins and how long it is."""
        size, at = 0, self._at + 1
        for place in range(4):
            if at >= len(self._data):
                return None
            byte = self._data[at]
            at += 1
            size |= (byte & 127) << 7 * place
            if byte < 128:
                return at, size
        raise PacketError("A packet's length has more than four bytes.")
