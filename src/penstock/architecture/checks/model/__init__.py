"""Rules about the model: what documents state, against each other and against the catalogues."""

from penstock.architecture.checks.model.attributes import IncompleteStage, IncompleteStream
from penstock.architecture.checks.model.capability_names import (
    CapabilityNameUnderTwoNumbers,
    UnknownCapabilityName,
)
from penstock.architecture.checks.model.capability_numbers import (
    CapabilityNumberWithTwoNames,
    UnknownCapabilityNumber,
)
from penstock.architecture.checks.model.coverage import StreamWithoutStages, UnusedCapability
from penstock.architecture.checks.model.dependencies import OneSidedDependency, UnknownStream
from penstock.architecture.checks.model.diagrams import DiagramAndStages, LabelOfStage
from penstock.architecture.checks.model.disagreeing_maps import DisagreeingMaps, IdleParticipant
from penstock.architecture.checks.model.duplicates import (
    CapabilityTwice,
    ProductTwice,
    RegisteredTwice,
    StreamTwice,
)
from penstock.architecture.checks.model.flow import (
    InputFromNowhere,
    OutputForNobody,
    RenamedOnTheWay,
)
from penstock.architecture.checks.model.former_ids import FormerIdLeadsNowhere
from penstock.architecture.checks.model.mappings import (
    NoProductCatalogue,
    PrimaryStream,
    UncataloguedInMapping,
    UnmappedProduct,
)
from penstock.architecture.checks.model.metrics import (
    MetricOfUnknownStream,
    MetricWithoutValues,
    MetricWithTwoValues,
)
from penstock.architecture.checks.model.names_of_elements import FormOfName, OtherName
from penstock.architecture.checks.model.numbering import (
    GapInCapabilityNumbers,
    GapInStageNumbers,
)
from penstock.architecture.checks.model.organization import UnknownParent
from penstock.architecture.checks.model.raci import (
    MatrixAndStages,
    OneAccountable,
    SomebodyResponsible,
)
from penstock.architecture.checks.model.role_sides import AccountableOnOtherSide, UnknownRole
from penstock.architecture.checks.model.stage_ids import StageIdOfAnotherStream, StageIdTwice
from penstock.architecture.checks.model.stream_drift import (
    DescriptionDrift,
    StakeholderDrift,
    ValuePropositionDrift,
)
from penstock.architecture.checks.rule import Rule

MODEL_RULES: tuple[type[Rule], ...] = (
    UnknownCapabilityNumber,
    CapabilityNumberWithTwoNames,
    UnknownCapabilityName,
    CapabilityNameUnderTwoNumbers,
    CapabilityTwice,
    GapInCapabilityNumbers,
    StageIdOfAnotherStream,
    StageIdTwice,
    GapInStageNumbers,
    IncompleteStage,
    IncompleteStream,
    StakeholderDrift,
    OtherName,
    OneSidedDependency,
    UnknownStream,
    ValuePropositionDrift,
    DescriptionDrift,
    StreamTwice,
    FormOfName,
    StreamWithoutStages,
    ProductTwice,
    RegisteredTwice,
    FormerIdLeadsNowhere,
    UncataloguedInMapping,
    UnmappedProduct,
    DisagreeingMaps,
    PrimaryStream,
    NoProductCatalogue,
    UnusedCapability,
    IdleParticipant,
    OneAccountable,
    SomebodyResponsible,
    AccountableOnOtherSide,
    UnknownRole,
    MatrixAndStages,
    InputFromNowhere,
    OutputForNobody,
    RenamedOnTheWay,
    MetricWithoutValues,
    MetricWithTwoValues,
    MetricOfUnknownStream,
    UnknownParent,
    DiagramAndStages,
    LabelOfStage,
)

__all__ = ["MODEL_RULES"]
