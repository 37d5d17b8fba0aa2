"""A report form as comma-separated values, its bounds first."""

import csv
from io import StringIO

from django.utils.translation import gettext as _

from motcua.oversight.sheets.queries.paper import Paper, cells_of

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def comma_of(paper: Paper) -> str:
    """Three lines of what it is, then headings, rows and total."""
    text = StringIO()
    text.write("\ufeff")  # Excel reads UTF-8 only with it
    writer = csv.writer(text)
    writer.writerow([_("Biểu số {code} ({law})").format(code=paper.sheet.code, law=paper.sheet.law), paper.sheet.name])
    writer.writerow([paper.bounds.words, paper.bounds.as_of_words, *([paper.seal] if paper.seal else [])])
    writer.writerow([paper.balance_words] if paper.balance_words else [])
    heads = (f"({column.number}) {' – '.join(column.headings)}" for column in paper.columns)
    writer.writerow([_("Nội dung"), *heads])
    for row in (*paper.rows, paper.total):
        writer.writerow([_safe(row.label), *(_safe(str(cell)) for cell in cells_of(paper, row))])
    return text.getvalue()


def _safe(text: str) -> str:
    """No spreadsheet takes words for a formula; numbers stay."""
    return f"'{text}" if text.startswith(_FORMULA) and not text.lstrip("-").isdigit() else text
