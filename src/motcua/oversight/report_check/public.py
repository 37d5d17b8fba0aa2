"""The door of the report checker."""

from motcua.oversight.report_check.adapters.files import text_of_file
from motcua.oversight.report_check.queries.checking import CheckedReport, MarkedPiece, Remark, check_text, marked
from motcua.oversight.report_check.queries.live import with_live_figures
from motcua.oversight.report_check.rules.remarks import Kind

__all__ = [
    "CheckedReport",
    "Kind",
    "MarkedPiece",
    "Remark",
    "check_text",
    "marked",
    "text_of_file",
    "with_live_figures",
]
