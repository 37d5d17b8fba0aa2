"""The door of registers."""

from motcua.capabilities.registers.actions.importing import import_rows
from motcua.capabilities.registers.actions.publishing import load_registers, publish_register
from motcua.capabilities.registers.actions.records import change_record, move_record, write_record
from motcua.capabilities.registers.actions.rows import subject_of
from motcua.capabilities.registers.actions.sample import load_sample
from motcua.capabilities.registers.models import Record
from motcua.capabilities.registers.queries.counts import (
    Counted,
    CountKnown,
    RegisterKnown,
    register_counts,
    registers_known,
)
from motcua.capabilities.registers.queries.lists import Asked, Line, lines_of
from motcua.capabilities.registers.queries.lookup import Finder
from motcua.capabilities.registers.queries.schemas import record_schema, require_shape
from motcua.capabilities.registers.queries.scopes import Scope, record_for, registers_for, scope_for, scopes_for
from motcua.capabilities.registers.rules.table import RowGiven

__all__ = [
    "Asked",
    "CountKnown",
    "Counted",
    "Finder",
    "Line",
    "Record",
    "RegisterKnown",
    "RowGiven",
    "Scope",
    "change_record",
    "import_rows",
    "lines_of",
    "load_registers",
    "load_sample",
    "move_record",
    "publish_register",
    "record_for",
    "record_schema",
    "register_counts",
    "registers_for",
    "registers_known",
    "require_shape",
    "scope_for",
    "scopes_for",
    "subject_of",
    "write_record",
]
