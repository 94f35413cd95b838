"""How commands about cases tell what is refused: one sentence on stderr, and an exit code."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager

import click

from penstock.app.cases import (
    ConflictError,
    DamagedContentError,
    TooLargeError,
    UnfitCaseIdError,
    UnkeptContentError,
    UnwritableTextError,
)
from penstock.app.cases.door import ClosedError, NoEmergencyError
from penstock.app.cases.opening import (
    NamelessError,
    OneWorkerError,
)
from penstock.app.cases.planning import OtherPlanError
from penstock.app.guarding.acts import DeniedActError
from penstock.app.guarding.checkpoint import UnaskedError
from penstock.app.guarding.guard import UnapprovedPoliciesError
from penstock.app.items import UnfitItemError
from penstock.app.items.sayings import UnfitSaidError
from penstock.app.links import UnfitLinkError
from penstock.app.packages.code import UnusableWorkError
from penstock.app.packages.installed import UnusableStreamError
from penstock.app.people import UnfitListError
from penstock.app.streams.ports import UnprovidedPortError
from penstock.app.tabular import UnfitFileError
from penstock.cli.arguments import DENIED
from penstock.delivery.handling import KeyUsedError
from penstock.delivery.refusals import RefusedError
from penstock.delivery.stage_acts import ActRefusedError
from penstock.governance.accountability.changing import RegisterError
from penstock.governance.accountability.ports import OvertakenError
from penstock.governance.conduct.emergencies import EmergencyError
from penstock.governance.conduct.incidents import IncidentError
from penstock.governance.conduct.postings import PostingError
from penstock.governance.conduct.records import StaleRecordError
from penstock.governance.council.charter import CharterError, SeatlessError
from penstock.governance.council.proposals import ProposalError
from penstock.governance.identity.accounts import AccountError
from penstock.governance.identity.ports import StaleHeldError
from penstock.governance.identity.tokens import TokenError
from penstock.governance.service_levels.calendars import CalendarError
from penstock.measurement.alerts.alert import AlertError

REFUSED = 1
_REFUSALS = (
    AccountError,
    ActRefusedError,
    AlertError,
    ClosedError,
    RefusedError,
    ConflictError,
    KeyUsedError,
    OtherPlanError,
    DamagedContentError,
    EmergencyError,
    IncidentError,
    NoEmergencyError,
    OvertakenError,
    PostingError,
    ProposalError,
    RegisterError,
    SeatlessError,
    StaleHeldError,
    StaleRecordError,
    TokenError,
    UnapprovedPoliciesError,
    UnaskedError,
    UnfitLinkError,
    UnfitListError,
    UnkeptContentError,
    UnprovidedPortError,
    UnusableStreamError,
    UnusableWorkError,
)


def tell(sentence: str) -> None:
    """Tell people something beside what they asked for."""
    click.echo(f"penstock: {sentence}", err=True)


@contextmanager
def refused() -> Iterator[None]:
    """Turn a refusal into one sentence on stderr and exit code 1, a misuse into exit code 2."""
    # SQLAlchemy and the cryptography are slow to import.
    from penstock.app.auditing.key_file import KeyFileError
    from penstock.governance.audit.ports import AuditError
    from penstock.store.errors import StoreError

    try:
        yield
    except UnfitItemError as error:
        how = "'penstock case items STREAM --schema ITEM' shows what is taken."
        click.echo(f"penstock: {error} Nothing was recorded; {how}", err=True)
        sys.exit(REFUSED)
    except UnfitSaidError as error:
        how = "'penstock case acts ID' shows what each act is told."
        click.echo(f"penstock: {error} Nothing was recorded; {how}", err=True)
        sys.exit(REFUSED)
    except DeniedActError as error:
        click.echo(f"penstock: {error}", err=True)
        sys.exit(DENIED)
    except (*_REFUSALS, AuditError, KeyFileError, StoreError) as error:
        click.echo(f"penstock: {error}", err=True)
        sys.exit(REFUSED)
    except (
        CalendarError,
        CharterError,
        NamelessError,
        OneWorkerError,
        TooLargeError,
        UnfitCaseIdError,
        UnfitFileError,
        UnwritableTextError,
    ) as error:
        raise click.UsageError(str(error)) from error
