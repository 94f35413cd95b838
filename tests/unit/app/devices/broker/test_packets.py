from contextlib import suppress
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from penstock.app.devices.broker import packets
from penstock.app.devices.broker.framing import Frames, TooLargeError
from penstock.app.devices.broker.packets import Kind, Message, PacketError

TOPICS = st.text(
    st.characters(exclude_categories=["Cs"], exclude_characters="+#\0"), min_size=1, max_size=40
)
MESSAGES = st.builds(
    Message,
    topic=TOPICS,
    payload=st.binary(max_size=400),
    qos=st.integers(0, 2),
    is_retained=st.booleans(),
)


def frames(*pieces: bytes, most: int = 1_000) -> list[tuple[int, bytes]]:
    cut = Frames(most)
    found = []
    for piece in pieces:
        cut.feed(piece)
        while (each := cut.take()) is not None:
            found.append(each)
    return found


@given(st.lists(MESSAGES, max_size=5), st.lists(st.integers(0, 2_500), max_size=6))
def test_messages_come_whole_however_their_bytes_are_cut(
    messages: list[Message], cuts: list[int]
) -> None:
    stream = b"".join(packets.publish(each, number=7) for each in messages)
    places = [0, *sorted(min(each, len(stream)) for each in cuts), len(stream)]
    pieces = [stream[a:b] for a, b in pairwise(places)]

    found = [packets.publish_of(first & 15, body) for first, body in frames(*pieces)]

    assert [each for each, _ in found] == messages
    assert {number for _, number in found} <= {0, 7}


@given(st.binary(max_size=300))
def test_any_bytes_are_packets_or_an_error_in_words(raw: bytes) -> None:
    for read in (
        packets.connect_of,
        packets.subscribe_of,
        packets.unsubscribe_of,
        lambda body: packets.publish_of(body[0] & 15 if body else 0, body),
    ):
        with suppress(PacketError):
            read(raw)


def test_a_large_packet_is_refused_before_it_has_come() -> None:
    ten_megabytes = packets.publish(Message(topic="a", payload=b"x" * 10_000_000), number=0)

    with pytest.raises(TooLargeError, match="10,000,003 bytes was announced; at most 1,000"):
        frames(ten_megabytes[:5])


def test_a_length_without_end_is_no_packet() -> None:
    with pytest.raises(PacketError, match="more than four bytes"):
        frames(b"\x30\xff\xff\xff\xff\x01")


@pytest.mark.parametrize(
    "body",
    [
        b"\x00\x03a/+x",
        b"\x00\x03a/#x",
        b"\x00\x00x",
        b"\x00\x02\xff\xfex",
        b"\x00\x02a\x00x",
        b"\x00\x09short",
    ],
)
def test_a_message_on_no_topic_is_an_error(body: bytes) -> None:
    with pytest.raises(PacketError):
        packets.publish_of(0, body)


def test_a_client_of_another_version_is_told_which_one_is_spoken() -> None:
    said = packets.connect_of(b"\x00\x04MQTT\x05\x02\x00\x3c\x00\x00\x01x")

    assert said.level == 5


def test_a_pubrel_carries_the_flags_that_the_standard_asks_for() -> None:
    assert packets.numbered(Kind.PUBREL, 258) == b"\x62\x02\x01\x02"
