"""The audit log, the heads that are signed over it, and the keys of the people in it."""

from alembic import op
from sqlalchemy import BigInteger, Column, Integer, Text

revision = "0008"
down_revision = "0007"

# In the order of code points, as SQLite and Python have it; and compared faster.
KEY = Text().with_variant(Text(collation="C"), "postgresql")
COUNT = BigInteger().with_variant(Integer, "sqlite")

APPEND_ONLY = {
    "audit_entry": "The audit log is only added to: no entry is changed or removed.",
    "audit_head": "What was signed is never changed or removed.",
}
KEYS = "A key is destroyed as a whole, and the audit log tells so; nothing else about it changes."
# Read from the entry itself, where subjects have a fixed place: what stood beside it could be
# changed without it.
HAS_SUBJECT = "substr(content, 37, 9) = '\"subject\"'"
# A part is enough to find few others, and half as much to write.
SUBJECT = "substr(content, 48, 12)"


def upgrade() -> None:
    """Make the tables."""
    _tables()
    op.execute(
        f"create index audit_by_subject on audit_entry ({SUBJECT}, position) where {HAS_SUBJECT}"
    )
    on_postgresql = op.get_context().dialect.name == "postgresql"
    for table, sentence in APPEND_ONLY.items():
        (_guard_on_postgresql if on_postgresql else _guard_on_sqlite)(table, sentence)
    (_guard_keys_on_postgresql if on_postgresql else _guard_keys_on_sqlite)()


def _tables() -> None:
    op.create_table(
        "audit_entry",
        Column("position", COUNT, primary_key=True, autoincrement=False),
        Column("content", KEY, nullable=False),
        Column("hash", KEY, nullable=False),
        sqlite_strict=True,
    )
    op.create_table(
        "audit_head",
        Column("position", COUNT, primary_key=True, autoincrement=False),
        Column("hash", KEY, nullable=False),
        Column("at", KEY, nullable=False),
        Column("people", COUNT, nullable=False),
        Column("erasures", COUNT, nullable=False),
        Column("previous", KEY, nullable=False),
        Column("public_key", KEY, nullable=False),
        Column("signature", KEY, nullable=False),
        sqlite_strict=True,
    )
    op.create_table(
        "person_key",
        Column("pseudonym", KEY, primary_key=True),
        Column("lookup", KEY, unique=True),
        Column("key_sealed", KEY),
        Column("name_sealed", KEY),
        sqlite_strict=True,
    )


def _guard_on_sqlite(table: str, sentence: str) -> None:
    for act in ("update", "delete"):
        op.execute(
            f"create trigger {table}_no_{act} before {act} on {table} "
            f"begin select raise(abort, '{sentence}'); end"
        )


def _guard_on_postgresql(table: str, sentence: str) -> None:
    op.execute(
        f"create function {table}_refuses() returns trigger language plpgsql as "
        f"$$ begin raise exception '{sentence}'; end $$"
    )
    op.execute(
        f"create trigger {table}_append_only before update or delete or truncate on {table} "
        f"for each statement execute function {table}_refuses()"
    )


def _guard_keys_on_sqlite() -> None:
    op.execute(
        "create trigger person_key_no_delete before delete on person_key "
        f"begin select raise(abort, '{KEYS}'); end"
    )
    op.execute(
        "create trigger person_key_only_destroyed before update on person_key "
        "when new.pseudonym is not old.pseudonym or new.lookup is not null "
        "or new.key_sealed is not null or new.name_sealed is not null "
        f"begin select raise(abort, '{KEYS}'); end"
    )


def _guard_keys_on_postgresql() -> None:
    op.execute(
        "create function person_key_refuses() returns trigger language plpgsql as "
        f"$$ begin raise exception '{KEYS}'; end $$"
    )
    op.execute(
        "create trigger person_key_no_delete before delete or truncate on person_key "
        "for each statement execute function person_key_refuses()"
    )
    op.execute(
        "create trigger person_key_only_destroyed before update on person_key for each row "
        "when (new.pseudonym is distinct from old.pseudonym or new.lookup is not null "
        "or new.key_sealed is not null or new.name_sealed is not null) "
        "execute function person_key_refuses()"
    )
