"""The tables that statements speak of; migrations make them."""

from sqlalchemy import BigInteger, Column, Integer, LargeBinary, MetaData, Table, Text

from penstock.store.moments import Moment

METADATA = MetaData()

STAGE_MODEL = Table(
    "stage_model",
    METADATA,
    Column("fingerprint", Text, primary_key=True),
    Column("stream_id", Text),
    Column("content", Text),
    # Which side's cases run on it; nobody else sees them.
    Column("side", Text),
)

CASE_STATE = Table(
    "case_state",
    METADATA,
    Column("case_id", Text, primary_key=True),
    Column("stream_id", Text),
    Column("fingerprint", Text),
    Column("stage_id", Text),
    Column("status", Text),
    Column("assignee", Text),
    Column("version", Integer),
    Column("head_hash", Text),
    Column("content", Text),
    Column("due_at", Moment),
    Column("phase", Text),
    Column("customer", Text),
)

# Who may claim a case's task, where that is, and whether it is on hold; '' stands for everybody.
TASK_ROLE = Table(
    "task_role",
    METADATA,
    Column("role", Text, primary_key=True),
    Column("case_id", Text, primary_key=True),
    Column("stream_id", Text),
    Column("stage_id", Text),
    Column("status", Text),
)

# By which words a case is found, the cases of each side apart; beside each word stand all of them.
CASE_WORD = Table(
    "case_word",
    METADATA,
    Column("side", Text, primary_key=True),
    Column("word", Text, primary_key=True),
    Column("case_id", Text, primary_key=True),
    Column("words", Text),
)

# Which cases wait for the end of another.
CASE_LINK = Table(
    "case_link",
    METADATA,
    Column("other_case_id", Text, primary_key=True),
    Column("case_id", Text, primary_key=True),
)

CASE_EVENT = Table(
    "case_event",
    METADATA,
    Column("pos", BigInteger, primary_key=True),
    Column("case_id", Text),
    Column("seq", Integer),
    Column("type", Text),
    Column("occurred_at", Moment),
    Column("actor", Text),
    Column("command_id", Text),
    Column("content", Text),
    Column("prev_hash", Text),
    Column("hash", Text),
    # Where the case stood after it, and when the database had it; older events do not tell.
    Column("stage_id", Text),
    Column("fingerprint", Text),
    Column("recorded_at", Moment),
)

TIMER = Table(
    "timer",
    METADATA,
    Column("case_id", Text, primary_key=True),
    Column("kind", Text, primary_key=True),
    Column("epoch", Integer, primary_key=True),
    Column("fire_at", Moment),
    Column("state", Text),
)

# The answer is text: a column of JSON would not give the same bytes back.
COMMAND_LOG = Table(
    "command_log",
    METADATA,
    Column("command_id", Text, primary_key=True),
    Column("request_sha256", Text),
    Column("result", Text),
)

JOB = Table(
    "job",
    METADATA,
    Column("dedup_key", Text, primary_key=True),
    Column("case_id", Text),
    Column("kind", Text),
    Column("stage_id", Text),
    Column("run_at", Moment),
    Column("attempt", Integer),
    Column("state", Text),
    Column("lease_owner", Text),
    Column("lease_token", BigInteger),
    Column("lease_until", Moment),
)

# The audit log: an entry is one text, and nothing stands beside it that its hash does not cover.
AUDIT_ENTRY = Table(
    "audit_entry",
    METADATA,
    Column("position", BigInteger, primary_key=True, autoincrement=False),
    Column("content", Text),
    Column("hash", Text),
)

# What was signed: a row for each group of entries that one COMMIT kept.
AUDIT_HEAD = Table(
    "audit_head",
    METADATA,
    Column("position", BigInteger, primary_key=True, autoincrement=False),
    Column("hash", Text),
    Column("at", Text),
    Column("people", BigInteger),
    Column("erasures", BigInteger),
    Column("previous", Text),
    Column("public_key", Text),
    Column("signature", Text),
)

# The keys of people, sealed; a row that has lost its key stays, so that its end can be told.
PERSON_KEY = Table(
    "person_key",
    METADATA,
    Column("pseudonym", Text, primary_key=True),
    Column("lookup", Text),
    Column("key_sealed", Text),
    Column("name_sealed", Text),
)

HOLDING = Table(
    "holding",
    METADATA,
    Column("person", Text, primary_key=True),
    Column("role", Text, primary_key=True),
    Column("since", Moment, primary_key=True),
    Column("until", Moment),
    Column("begun_by", Text),
    Column("begin_reason", Text),
    Column("ended_by", Text),
    Column("end_reason", Text),
    Column("recorded_at", Moment),
)

DELEGATION = Table(
    "delegation",
    METADATA,
    Column("number", BigInteger, primary_key=True),
    Column("role", Text),
    Column("giver", Text),
    Column("taker", Text),
    Column("start", Moment),
    Column("ending", Moment),
    Column("reason", Text),
    Column("given_by", Text),
    Column("recorded_at", Moment),
)

NOTICE = Table(
    "notice",
    METADATA,
    Column("case_id", Text, primary_key=True),
    Column("seq", Integer, primary_key=True),
    Column("role", Text, primary_key=True),
    Column("kind", Text),
    Column("stage_id", Text),
    Column("at", Moment),
    Column("sentence", Text),
)

NOTICE_READ = Table(
    "notice_read",
    METADATA,
    Column("person", Text, primary_key=True),
    Column("case_id", Text, primary_key=True),
    Column("seq", Integer, primary_key=True),
    Column("role", Text, primary_key=True),
    Column("at", Moment),
)

# How far somebody who follows the log has come.
FOLLOWER = Table(
    "follower",
    METADATA,
    Column("name", Text, primary_key=True),
    Column("transaction_number", BigInteger),
    Column("number", BigInteger),
)

# What was reordered in a queue, in the order in which it was decided.
QUEUE_REORDERING = Table(
    "queue_reordering",
    METADATA,
    Column("number", BigInteger, primary_key=True),
    Column("request_id", Text),
    Column("before_id", Text),
    Column("reason", Text),
    Column("person", Text),
    Column("at", Moment),
)

# Each version of a consent is a row; the content is all of it.
CONSENT = Table(
    "consent",
    METADATA,
    Column("id", Text, primary_key=True),
    Column("version", Integer, primary_key=True),
    Column("customer", Text),
    Column("content", Text),
)

CONSENT_TEXT = Table(
    "consent_text",
    METADATA,
    Column("sha256", Text, primary_key=True),
    Column("words", Text),
)

# Each version of a posting, an incident, an emergency or a proposal is a row.
RECORD = Table(
    "record",
    METADATA,
    Column("kind", Text, primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("version", Integer, primary_key=True),
    Column("content", Text),
)

# Accounts, sessions, tokens, passkeys; the content is all of it, and holds no secret in clear.
IDENTITY = Table(
    "identity",
    METADATA,
    Column("kind", Text, primary_key=True),
    Column("key", Text, primary_key=True),
    Column("person", Text),
    Column("version", Integer),
    Column("ends_at", Moment),
    Column("content", Text),
)

# A row for each home, device and command, at its latest version; the content is all of it.
DEVICE_ENTRY = Table(
    "device_entry",
    METADATA,
    Column("kind", Text, primary_key=True),
    Column("key", Text, primary_key=True),
    Column("home", Text),
    Column("standing", Text),
    Column("version", Integer),
    Column("content", Text),
)

# How devices stand now; nothing here tells how they stood.
DEVICE_LIVE = Table(
    "device_live",
    METADATA,
    Column("home", Text, primary_key=True),
    Column("device", Text, primary_key=True),
    Column("content", Text),
)

DEVICE_FAULT = Table(
    "device_fault",
    METADATA,
    Column("home", Text, primary_key=True),
    Column("device", Text, primary_key=True),
    Column("kind", Text, primary_key=True),
    Column("count", BigInteger),
    Column("first_at", Moment),
    Column("last_at", Moment),
    Column("words", Text),
    Column("sample", Text),
)

# On PostgreSQL alone; which upload is the content of a hash, and the uploads in pieces.
CONTENT_METADATA = MetaData()

CONTENT = Table(
    "content",
    CONTENT_METADATA,
    Column("sha256", Text, primary_key=True),
    Column("upload_id", Text),
    Column("kept_at", Moment),
)

CONTENT_PIECE = Table(
    "content_piece",
    CONTENT_METADATA,
    Column("upload_id", Text, primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("piece", LargeBinary),
)
