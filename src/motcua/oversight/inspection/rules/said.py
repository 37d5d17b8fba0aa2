"""Words that must be there. Plain Python."""

from motcua.kernel.texts.fold import nfc
from motcua.kernel.texts.mark import mark
from motcua.oversight.inspection.errors import FieldsMissing

MISSING = mark("Hãy ghi mục này.")
LABELS = {
    "number": mark("số kế hoạch"),
    "title": mark("tên kế hoạch"),
    "seed": mark("hạt giống"),
    "text": mark("nội dung"),
    "conclusion": mark("kết luận"),
    "verdict": mark("lý do trả lại"),
}


def said(text: str, name: str) -> str:
    """The words without blanks around. Raises `FieldsMissing` at the field where there are none."""
    words = nfc(text).strip()
    if not words:
        raise FieldsMissing(what=LABELS[name], fields={name: MISSING})
    return words
