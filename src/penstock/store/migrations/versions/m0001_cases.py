"""Models, cases, their log, the answers to commands, and the queue."""

from alembic import op
from sqlalchemy import BigInteger, Column, Integer, Text, UniqueConstraint, text
from sqlalchemy.dialects.postgresql import TIMESTAMP

revision = "0001"
down_revision = None

# In the order of code points, as SQLite and Python have it; and compared faster.
KEY = Text().with_variant(Text(collation="C"), "postgresql")
MOMENT = Text().with_variant(TIMESTAMP(timezone=True), "postgresql")
COUNT = BigInteger().with_variant(Integer, "sqlite")
# Rows that change often find room beside their old version.
ROOM = {"fillfactor": 70}

GOING = "status in ('open', 'held')"
ASSIGNED = "assignee <> ''"

APPEND_ONLY = {
    "stage_model": "A model that cases run on is never changed or removed.",
    "case_event": "The log is only added to: no event is changed or removed.",
}


def upgrade() -> None:
    """Make the tables."""
    _models()
    _cases()
    _events()
    _commands()
    _jobs()
    on_postgresql = op.get_context().dialect.name == "postgresql"
    for table, sentence in APPEND_ONLY.items():
        (_guard_on_postgresql if on_postgresql else _guard_on_sqlite)(table, sentence)


def _models() -> None:
    op.create_table(
        "stage_model",
        Column("fingerprint", KEY, primary_key=True),
        Column("stream_id", KEY, nullable=False),
        Column("content", Text, nullable=False),
        sqlite_strict=True,
    )


def _cases() -> None:
    op.create_table(
        "case_state",
        Column("case_id", KEY, primary_key=True),
        Column("stream_id", KEY, nullable=False),
        Column("fingerprint", KEY, nullable=False),
        Column("stage_id", KEY, nullable=False),
        Column("status", KEY, nullable=False),
        Column("assignee", KEY, nullable=False),
        Column("version", Integer, nullable=False),
        Column("head_hash", KEY, nullable=False),
        Column("content", Text, nullable=False),
        sqlite_strict=True,
        postgresql_with=ROOM,
    )
    # Work lists are read a page at a time, in the order of ids, and mostly of cases that go on.
    for column in ("stream_id", "stage_id", "status"):
        op.create_index(f"case_by_{column}", "case_state", [column, "case_id"])
    for column in ("stream_id", "stage_id"):
        _partial_index(f"going_by_{column}", "case_state", [column, "case_id"], where=GOING)
    _partial_index("case_by_assignee", "case_state", ["assignee", "case_id"], where=ASSIGNED)
    _pairs("task_role", "role")
    _pairs("case_link", "other_case_id")


def _pairs(name: str, key: str) -> None:
    """Make a table of what cases are looked up by."""
    op.create_table(
        name,
        Column(key, KEY, primary_key=True),
        Column("case_id", KEY, primary_key=True),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )


def _events() -> None:
    op.create_table(
        "case_event",
        Column("pos", COUNT, primary_key=True, autoincrement=True),
        Column("case_id", KEY, nullable=False),
        Column("seq", Integer, nullable=False),
        Column("type", KEY, nullable=False),
        Column("occurred_at", MOMENT, nullable=False),
        Column("actor", KEY, nullable=False),
        Column("command_id", KEY, nullable=False),
        Column("content", Text, nullable=False),
        Column("prev_hash", KEY, nullable=False),
        Column("hash", KEY, nullable=False),
        UniqueConstraint("case_id", "seq", name="event_of_case"),
        sqlite_strict=True,
    )
    if op.get_context().dialect.name == "postgresql":
        # Positions commit out of order: who follows the log stops below the oldest transaction.
        op.execute(
            "alter table case_event add column xid xid8 not null default pg_current_xact_id()"
        )


def _commands() -> None:
    op.create_table(
        "command_log",
        Column("command_id", KEY, primary_key=True),
        Column("request_sha256", KEY, nullable=False),
        Column("result", Text, nullable=False),
        sqlite_strict=True,
    )


def _jobs() -> None:
    op.create_table(
        "job",
        Column("dedup_key", KEY, primary_key=True),
        Column("case_id", KEY, nullable=False),
        Column("kind", KEY, nullable=False),
        Column("stage_id", KEY, nullable=False),
        Column("run_at", MOMENT, nullable=False),
        Column("attempt", Integer, nullable=False),
        Column("state", KEY, nullable=False),
        Column("lease_owner", KEY),
        Column("lease_token", COUNT),
        Column("lease_until", MOMENT),
        sqlite_strict=True,
        postgresql_with=ROOM | {"autovacuum_vacuum_scale_factor": 0.01},
    )
    _partial_index("job_ready", "job", ["run_at", "dedup_key"], where="state = 'ready'")
    _partial_index("job_running", "job", ["lease_until", "dedup_key"], where="state = 'running'")
    if op.get_context().dialect.name == "postgresql":
        op.execute("create sequence lease_token")
    else:
        op.execute("create table lease_token (last integer not null) strict")
        op.execute("insert into lease_token values (0)")


def _partial_index(name: str, table: str, columns: list[str], *, where: str) -> None:
    condition = text(where)
    op.create_index(name, table, columns, sqlite_where=condition, postgresql_where=condition)


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
