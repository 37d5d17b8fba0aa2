"""The door of the catalogue."""

from motcua.registry.catalogue.actions.offering import end_offer, offer_many, offer_procedure
from motcua.registry.catalogue.actions.publish import publish_procedure
from motcua.registry.catalogue.queries.finding import ProcedureHit, find_procedures
from motcua.registry.catalogue.queries.really import HowLongReally, RealTime
from motcua.registry.catalogue.queries.versions import (
    agencies_offering,
    draft_of,
    procedure_names,
    procedure_on,
    procedure_version,
    procedures_offered_by,
)
from motcua.registry.descriptions.public import (
    CaseView,
    ChannelKind,
    ChannelView,
    FeeView,
    LegalBasisView,
    Level,
    PaperView,
    ProcedureDraft,
    ProcedureView,
    ResultView,
    read_fee,
)

__all__ = [
    "CaseView",
    "ChannelKind",
    "ChannelView",
    "FeeView",
    "HowLongReally",
    "LegalBasisView",
    "Level",
    "PaperView",
    "ProcedureDraft",
    "ProcedureHit",
    "ProcedureView",
    "RealTime",
    "ResultView",
    "agencies_offering",
    "draft_of",
    "end_offer",
    "find_procedures",
    "offer_many",
    "offer_procedure",
    "procedure_names",
    "procedure_on",
    "procedure_version",
    "procedures_offered_by",
    "publish_procedure",
    "read_fee",
]
