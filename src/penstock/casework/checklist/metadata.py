"""Photos without what a camera writes beside the picture: where it was taken, with what, by whom.

The address of a job is known from its case, and a customer's home is nobody else's matter: where a
photo was taken is not kept. Which way up it is stays, or it would be shown lying on its side.
"""

import struct
from collections.abc import Iterator
from itertools import pairwise

from penstock.casework.checklist.pictures import NoPictureError, picture_facts

_START, _END, _SCAN = b"\xff\xd8", b"\xff\xd9", 0xDA
_EXIF = b"Exif\0\0"
_ORIENTATION = 0x0112
# Application segments of cameras and programs: Exif, XMP, Photoshop and all others but those that
# say how colours are meant (JFIF, ICC profile, Adobe transform); and comments.
_KEPT_APPLICATIONS = (0xE0, 0xE2, 0xEE)
_ICC = b"ICC_PROFILE\0"
_COMMENT = 0xFE
_PNG_HEAD = 8
_PNG_DROPPED = (b"eXIf", b"tEXt", b"zTXt", b"iTXt", b"tIME")


def without_metadata(content: bytes) -> bytes:
    """Return a photo without metadata; its pixels are the same, byte for byte.

    Raises:
        NoPictureError: It is no picture, or so large that nobody could look at it.
    """
    facts = picture_facts(content)
    pieces = _png_pieces(content) if facts.media_type == "image/png" else _jpeg_pieces(content)
    return b"".join(pieces)


def _jpeg_pieces(content: bytes) -> Iterator[bytes]:
    yield _START
    turned = 1
    head: list[bytes] = []
    place = 2
    while content[place + 1] != _SCAN:
        marker, end = content[place + 1], _segment_end(content, place)
        segment, place = content[place:end], end
        if marker == 0xE1 and segment[4:10] == _EXIF:
            turned = _orientation(segment[10:]) or turned
        elif _is_kept(marker, segment):
            head.append(segment)
    if turned != 1:
        yield _orientation_segment(turned)
    yield from head
    yield content[place : _picture_end(content, place)]


def _segment_end(content: bytes, place: int) -> int:
    end = place + 2 + int.from_bytes(content[place + 2 : place + 4], "big")
    if content[place] != 0xFF or end <= place + 2 or end + 2 > len(content):
        raise NoPictureError("This JPEG is cut off or damaged. Take the photo again.")
    return end


def _is_kept(marker: int, segment: bytes) -> bool:
    if marker == 0xE2:
        return segment[4:].startswith(_ICC)
    return marker in _KEPT_APPLICATIONS or not (0xE0 <= marker <= 0xEF or marker == _COMMENT)


def _picture_end(content: bytes, scan: int) -> int:
    """Return where the picture ends; what programs put behind it is no part of it."""
    place = scan
    while (place := content.find(b"\xff", place)) >= 0 and place + 1 < len(content):
        marker = content[place + 1]
        if marker == _END[1]:
            return place + 2
        # Within a scan, 0 stands for the byte itself and 0xD0 to 0xD7 are places to begin anew.
        is_data = marker in {0x00, 0xFF} or 0xD0 <= marker <= 0xD7
        place = place + 1 if is_data else _segment_end(content, place)
    raise NoPictureError("This JPEG is cut off. Take the photo again.")


def _orientation(tiff: bytes) -> int:
    """Return which way up a photo is, by its Exif data; 0 where that does not tell."""
    order = {b"II": "<", b"MM": ">"}.get(tiff[:2])
    if order is None:
        return 0
    try:
        (first,) = struct.unpack_from(f"{order}I", tiff, 4)
        (count,) = struct.unpack_from(f"{order}H", tiff, first)
        for number in range(min(count, 64)):
            tag, kind, _, value = struct.unpack_from(f"{order}HHIH", tiff, first + 2 + 12 * number)
            if tag == _ORIENTATION and kind == 3 and 1 <= value <= 8:
                return int(value)
    except struct.error:
        return 0
    return 0


def _orientation_segment(turned: int) -> bytes:
    """Return Exif data that says which way up a photo is, and nothing else."""
    tiff = struct.pack(">2sHIHHHIHHI", b"MM", 42, 8, 1, _ORIENTATION, 3, 1, turned, 0, 0)
    return b"\xff\xe1" + struct.pack(">H", 2 + len(_EXIF) + len(tiff)) + _EXIF + tiff


def _png_pieces(content: bytes) -> Iterator[bytes]:
    yield content[:_PNG_HEAD]
    for place, end in pairwise(_png_places(content)):
        if content[place + 4 : place + 8] not in _PNG_DROPPED:
            yield content[place:end]


def _png_places(content: bytes) -> Iterator[int]:
    """Yield where the chunks of a PNG begin, and where the last one ends."""
    place = _PNG_HEAD
    yield place
    while place < len(content):
        is_last = content[place + 4 : place + 8] == b"IEND"
        place += 12 + int.from_bytes(content[place : place + 4], "big")
        if place > len(content):
            raise NoPictureError("This PNG is cut off or damaged. Take the photo again.")
        yield place
        if is_last:
            return
