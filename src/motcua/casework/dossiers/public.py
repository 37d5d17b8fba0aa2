"""The door of dossiers: what is done to them, and what may be read in bulk."""  # house: door-size - one name a move

from motcua.casework.dossiers.actions.decision import (
    ResultInput,
    post_result,
    prepare_result,
    reopen_dossier,
    resolve_dossier,
    return_result,
)
from motcua.casework.dossiers.actions.default_process import ensure_default_process
from motcua.casework.dossiers.actions.desk_work import (
    assign_dossier,
    complete_step,
    forward_dossier,
    hand_over_task,
    transfer_dossier,
)
from motcua.casework.dossiers.actions.pause_end import (
    confirm_fee,
    correct_party,
    demand_fee,
    extend_deadline,
    pause_clock,
    resume_clock,
    stop_dossier,
    withdraw_dossier,
)
from motcua.casework.dossiers.actions.rebuild import rebuild_dossier
from motcua.casework.dossiers.actions.receipt import accept_dossier, collect_fee, receive_at_counter, refuse_receipt
from motcua.casework.dossiers.actions.renewal import renew_due_dates
from motcua.casework.dossiers.actions.submit import submit_dossier
from motcua.casework.dossiers.actions.supplement import DefectInput, provide_supplement, request_supplement
from motcua.casework.dossiers.actions.taking_over import PastDossier, known_keys, take_over_dossiers
from motcua.casework.dossiers.queries import clocks, partners
from motcua.casework.dossiers.queries.applicants import applicant_keys
from motcua.casework.dossiers.queries.funnels import visible_to
from motcua.casework.dossiers.queries.lists import Heading, StateView, apologies_of, headings_of
from motcua.casework.dossiers.queries.papers import papers_of
from motcua.casework.dossiers.queries.timeline import event_words
from motcua.casework.dossiers.rules.application import Application, PaperInput, PartyInput, everyone
from motcua.casework.dossiers.rules.side_lives import Channel, DeliveryMethod

__all__ = [
    "Application",
    "Channel",
    "DefectInput",
    "DeliveryMethod",
    "Heading",
    "PaperInput",
    "PartyInput",
    "PastDossier",
    "ResultInput",
    "StateView",
    "accept_dossier",
    "apologies_of",
    "applicant_keys",
    "assign_dossier",
    "clocks",
    "collect_fee",
    "complete_step",
    "confirm_fee",
    "correct_party",
    "demand_fee",
    "ensure_default_process",
    "event_words",
    "everyone",
    "extend_deadline",
    "forward_dossier",
    "hand_over_task",
    "headings_of",
    "known_keys",
    "papers_of",
    "partners",
    "pause_clock",
    "post_result",
    "prepare_result",
    "provide_supplement",
    "rebuild_dossier",
    "receive_at_counter",
    "refuse_receipt",
    "renew_due_dates",
    "reopen_dossier",
    "request_supplement",
    "resolve_dossier",
    "resume_clock",
    "return_result",
    "stop_dossier",
    "submit_dossier",
    "take_over_dossiers",
    "transfer_dossier",
    "visible_to",
    "withdraw_dossier",
]
