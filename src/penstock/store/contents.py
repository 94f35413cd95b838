"""Contents of information items in a database: pieces of a megabyte, never all of one at once."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from hashlib import sha256
from uuid import uuid4

from sqlalchemy import Connection, bindparam, delete, func, insert, select

from penstock.store.database import failures_as_sentences
from penstock.store.postgresql import PostgresqlDatabase
from penstock.store.statements import LOCK
from penstock.store.tables import CONTENT, CONTENT_PIECE

_KEEP = insert(CONTENT)
_KEEP_PIECE = insert(CONTENT_PIECE)
_UPLOAD = (
    select(CONTENT.c.upload_id).where(CONTENT.c.sha256 == bindparam("digest")).with_for_update()
)
_FORGET = delete(CONTENT).where(CONTENT.c.sha256 == bindparam("digest"))
_FORGET_PIECES = delete(CONTENT_PIECE).where(CONTENT_PIECE.c.upload_id == bindparam("upload"))
_PIECES = (
    select(CONTENT_PIECE.c.piece)
    .join_from(CONTENT, CONTENT_PIECE, CONTENT.c.upload_id == CONTENT_PIECE.c.upload_id)
    .where(CONTENT.c.sha256 == bindparam("digest"))
    .order_by(CONTENT_PIECE.c.number)
)

_KEPT = (
    select(CONTENT.c.sha256, func.sum(func.octet_length(CONTENT_PIECE.c.piece)))
    .join_from(CONTENT, CONTENT_PIECE, CONTENT.c.upload_id == CONTENT_PIECE.c.upload_id)
    .where(CONTENT.c.kept_at < bindparam("moment"))
    .group_by(CONTENT.c.sha256)
)
_FORGET_OLD = _FORGET.where(CONTENT.c.kept_at < bindparam("moment")).returning(CONTENT.c.upload_id)


class Contents:
    """Keeps contents under the SHA-256 of what they are, beside the cases.

    Args:
        database: Where.
    """

    def __init__(self, database: PostgresqlDatabase) -> None:
        self._database = database

    @property
    def address(self) -> str:
        """Return where the contents are; without a password."""
        return self._database.address

    def keep(self, pieces: Iterable[bytes]) -> str:
        """Keep a content for good, whole or not at all, and return its SHA-256."""
        upload, hashing = uuid4().hex, sha256()
        with failures_as_sentences(self._database), self._database.writing() as connection:
            for number, piece in enumerate(pieces):
                hashing.update(piece)
                row = {"upload_id": upload, "number": number, "piece": piece}
                connection.execute(_KEEP_PIECE, row)
            digest = hashing.hexdigest()
            _replace(connection, digest, upload)
        return digest

    def pieces(self, digest: str) -> Iterator[bytes]:
        """Yield the pieces of a content as they are; none where it is gone, or empty."""
        with failures_as_sentences(self._database), self._database.writing() as connection:
            # Read by a cursor of the server's: one piece is here at a time.
            few = connection.execution_options(stream_results=True, max_row_buffer=1)
            yield from few.execute(_PIECES, {"digest": digest}).scalars()

    def kept(self, *, before: datetime) -> Iterator[tuple[str, int]]:
        """Yield the SHA-256 of what was last handed in before a moment, and its size in bytes."""
        with failures_as_sentences(self._database), self._database.reading() as connection:
            rows = connection.execute(_KEPT, {"moment": before}).all()
        yield from ((digest, int(size)) for digest, size in rows)

    def forget(self, digest: str, *, before: datetime) -> bool:
        """Forget what was last handed in before a moment; False where it was handed in since."""
        with failures_as_sentences(self._database), self._database.writing() as connection:
            # Who hands it in at the same time waits here, and keeps it anew.
            connection.execute(LOCK, {"key": digest})
            values = {"digest": digest, "moment": before}
            upload = connection.execute(_FORGET_OLD, values).scalar()
            if upload is not None:
                connection.execute(_FORGET_PIECES, {"upload": upload})
        return upload is not None


def _replace(connection: Connection, digest: str, upload: str) -> None:
    """Let an upload be what is kept under a hash, in place of one that somebody damaged."""
    # Who keeps the same at the same time waits here, and replaces it by the same.
    connection.execute(LOCK, {"key": digest})
    before = connection.execute(_UPLOAD, {"digest": digest}).scalar()
    if before is not None:
        connection.execute(_FORGET, {"digest": digest})
        connection.execute(_FORGET_PIECES, {"upload": before})
    connection.execute(_KEEP, {"sha256": digest, "upload_id": upload})
