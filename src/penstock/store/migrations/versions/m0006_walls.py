"""Walls between the sides: which side a model's cases belong to, and who may read their rows."""

from alembic import op
from sqlalchemy import Column, Text, text
from sqlalchemy.exc import DBAPIError

from penstock.store.errors import NoWallsError
from penstock.store.walls import ROLES, condition

revision = "0006"
down_revision = "0005"

TABLES = ("stage_model", "case_state", "case_event", "task_role", "case_link", "timer")
# In the order of code points, as SQLite and Python have it; and compared faster.
KEY = Text().with_variant(Text(collation="C"), "postgresql")
_SAID = {
    "sqlite": "update stage_model set side = json_extract(content, '$.side')",
    "postgresql": "update stage_model set side = content::jsonb ->> 'side'",
}
_GUARD = "select sql from sqlite_master where name = 'stage_model_no_update'"
# Other databases of the same server may make the same roles at the same time.
_ROLE = """
do $$ begin
    create role {role} nologin;
exception when duplicate_object or unique_violation then
    null;
end $$
"""
_MEMBER = text(
    "select pg_has_role(current_user, oid, 'member') from pg_roles where rolname = :role"
)


def upgrade() -> None:
    """Add the side; on PostgreSQL, let each side's role see its rows alone."""
    op.add_column("stage_model", Column("side", KEY, server_default="", nullable=False))
    if op.get_context().dialect.name == "postgresql":
        op.execute("alter table stage_model disable trigger stage_model_append_only")
        op.execute(_SAID["postgresql"])
        op.execute("alter table stage_model enable trigger stage_model_append_only")
        _make_roles()
        _make_policies()
    else:
        guard = op.get_bind().exec_driver_sql(_GUARD).scalar_one()
        op.execute("drop trigger stage_model_no_update")
        op.execute(_SAID["sqlite"])
        op.execute(guard)


def _make_roles() -> None:
    connection = op.get_bind()
    for role in ROLES.values():
        if connection.execute(_MEMBER, {"role": role}).scalar():
            continue
        try:
            with connection.begin_nested():
                op.execute(_ROLE.format(role=role))
                op.execute(f"grant {role} to current_user")
        except DBAPIError as error:
            raise NoWallsError(str(connection.engine.url.database), role=role) from error


def _make_policies() -> None:
    for table in TABLES:
        op.execute(f"alter table {table} enable row level security")
        op.execute(f"alter table {table} force row level security")
        op.execute(f"create policy engine on {table} to current_user using (true)")
        for side, role in ROLES.items():
            seen = condition(table, side)
            op.execute(f"create policy {role} on {table} for select to {role} using ({seen})")
            op.execute(f"grant select on {table} to {role}")
    for role in ROLES.values():
        op.execute(f"grant usage on schema public to {role}")
