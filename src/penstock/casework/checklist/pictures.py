"""Whether a file is a picture at all: a photo that cannot be opened proves nothing."""

import struct
from dataclasses import dataclass

_PNG, _JPEG = b"\x89PNG\r\n\x1a\n", b"\xff\xd8"
_JPEG_END = b"\xff\xd9"
# More than any camera of a phone takes. A small file can claim far more, and whatever shows it
# would run out of memory.
MOST_PIXELS = 120_000_000
# Frames in which a JPEG tells its size: baseline, extended, progressive, lossless and their kin.
_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
_ALONE = frozenset({0x01, *range(0xD0, 0xD8)})


class NoPictureError(ValueError):
    """A file is no picture that could be shown."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PictureFacts:
    """What a picture says of itself.

    Args:
        media_type: `image/jpeg` or `image/png`.
        width_px: Its width. [pixels]
        height_px: Its height. [pixels]
    """

    media_type: str
    width_px: int
    height_px: int


def picture_facts(content: bytes) -> PictureFacts:
    """Return what kind of picture a file is, and how large, from its own header.

    Raises:
        NoPictureError: It is none, is cut off, has no area, or more than anybody could look at.
    """
    if content.startswith(_PNG):
        facts = _of_png(content)
    elif content.startswith(_JPEG):
        facts = _of_jpeg(content)
    else:
        raise NoPictureError(
            "This file is no photo: it begins neither as a JPEG nor as a PNG. Take the photo again."
        )
    if not (facts.width_px and facts.height_px):
        raise NoPictureError("This photo has no area. Take it again.")
    if facts.width_px * facts.height_px > MOST_PIXELS:
        raise NoPictureError(
            f"This photo claims {facts.width_px} by {facts.height_px} pixels, and at most "
            f"{MOST_PIXELS // 1_000_000} million are taken. Take it again with another camera."
        )
    return facts


def _of_png(content: bytes) -> PictureFacts:
    # ISO/IEC 15948: the header chunk comes first, and a picture that was sent whole has an end.
    if content[12:16] != b"IHDR" or len(content) < 24 or b"IEND" not in content[-12:]:
        raise NoPictureError("This PNG is cut off or damaged. Take the photo again.")
    width_px, height_px = struct.unpack(">II", content[16:24])
    return PictureFacts(media_type="image/png", width_px=width_px, height_px=height_px)


def _of_jpeg(content: bytes) -> PictureFacts:
    # ITU-T T.81 B.1.1: markers with their lengths, until the frame that tells the size.
    place = 2
    while place + 4 <= len(content) and content[place] == 0xFF:
        marker = content[place + 1]
        if marker in _FRAMES:
            return _frame(content, place)
        length = 0 if marker in _ALONE else int.from_bytes(content[place + 2 : place + 4], "big")
        place += 2 + length
    raise NoPictureError("This JPEG is cut off or damaged. Take the photo again.")


def _frame(content: bytes, place: int) -> PictureFacts:
    # Some cameras put bytes of their own behind the end of the picture.
    if len(content) < place + 9 or _JPEG_END not in content[place:]:
        raise NoPictureError("This JPEG is cut off. Take the photo again.")
    height_px, width_px = struct.unpack(">HH", content[place + 5 : place + 9])
    return PictureFacts(media_type="image/jpeg", width_px=width_px, height_px=height_px)
