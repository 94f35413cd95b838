"""The stages of the procedure for interconnection, as cases of it run through them."""

from pathlib import Path

from penstock.app.cases.following import read_calendar
from penstock.app.interconnection.procedure_files import (
    FOLDER,
    PROCEDURE,
    CasesForm,
    ProcedureForm,
    StageForm,
)
from penstock.app.service_levels.form import read_form
from penstock.app.tabular import UnfitFileError
from penstock.architecture.model import Architecture, Role
from penstock.delivery.clocks import terms
from penstock.delivery.models import StageModel
from penstock.delivery.procedures import Procedure, problems
from penstock.governance.service_levels.calendars import CalendarError
from penstock.governance.service_levels.levels import ServiceLevelError


def read_procedures(folder: Path, architecture: Architecture) -> tuple[Procedure, ...]:
    """Return the procedures that lie beside a company's documents and have stages.

    Args:
        folder: The documents.
        architecture: What they state; its roles alone may work and close stages.

    Raises:
        UnfitFileError: One cannot be followed: every reason at once.
    """
    file = folder / FOLDER / PROCEDURE
    form = read_form(file, ProcedureForm)
    if form.cases is None or not form.cases.procedure:
        return ()
    try:
        procedure = _procedure(form, form.cases, file)
    except (ServiceLevelError, CalendarError, OSError) as error:
        raise UnfitFileError(file, [str(error)]) from error
    if found := problems(procedure, roles=tuple(architecture.all(Role))):
        raise UnfitFileError(file, [f"{each}." for each in found])
    return (procedure,)


def _procedure(form: ProcedureForm, cases: CasesForm, file: Path) -> Procedure:
    stages = tuple(_stage(each) for each in form.stage)
    for stage in stages:
        if stage.service_level:
            terms("stage", stage.service_level)
    return Procedure(
        id=cases.procedure,
        stream_id=cases.stream,
        name=cases.name or cases.procedure,
        stages=stages,
        calendar=read_calendar(file.parent / form.calendar),
    )


def _stage(said: StageForm) -> StageModel:
    return StageModel(
        id=said.id,
        name=said.name,
        inputs=tuple(said.inputs),
        outputs=tuple(said.outputs),
        responsible=tuple(said.responsible),
        accountable=said.accountable,
        service_level=said.service_level,
        consulted=tuple(said.consulted),
        informed=tuple(said.informed),
    )
