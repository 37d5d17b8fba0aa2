"""Files of published figures, as a test writes them."""

import json
from datetime import date
from decimal import Decimal

from motcua.oversight.service_index.public import Scored, score_content

TODAY = date(2026, 11, 23)


def content(document: object) -> bytes:
    """The bytes of a file."""
    return json.dumps(document, default=float, ensure_ascii=False).encode()


def scored(code: str, *, sheet: str = "2022", **figures: object) -> Scored:
    """One item of one unit, scored from a file of its own."""
    document = {"units": [{"departmentName": "Xã A", "metrics": [{"code": code, **figures}]}]}
    return score_content(content(document), sheet=sheet, today=TODAY).units[0].items[0]


def from_text(figures: str, *, code: str = "PUBLISH_ON_TIME") -> Scored:
    """As `scored`, the figures written as JSON text."""
    text = f'{{"units": [{{"departmentName": "Xã A", "metrics": [{{"code": "{code}", {figures}}}]}}]}}'
    return score_content(text.encode(), today=TODAY).units[0].items[0]


__all__ = ["TODAY", "Decimal", "content", "from_text", "scored"]
