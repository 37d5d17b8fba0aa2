"""PDF from a Typst template and plain data. One compiler a process, made at first use: idle processes stay small."""

import json
import logging
from collections.abc import Mapping
from datetime import datetime
from functools import cache
from pathlib import Path
from threading import Lock
from typing import Any

from django.template.utils import get_app_template_dirs

log = logging.getLogger(__name__)
_lock = Lock()
_PRODUCT = Path(__file__).resolve().parents[2]
STANDARDS: tuple[list[str], ...] = (["a-2b", "ua-1"], ["a-2b"], [])
"""For archives and for screen readers; a sheet that cannot be both (a sign no font has) is printed all the same."""


class TemplateMissing(FileNotFoundError):
    """No app has this Typst template."""


def render_pdf(template: str, data: Mapping[str, Any], *, at: datetime | None = None) -> bytes:
    """Draw `template`, a path below any app's ``templates``; it reads `data` as JSON from ``sys.inputs.data``.

    With `at` as its moment the same data give the same bytes. A template of the product may import another by its path
    from the package: ``#import "/kernel/printing/templates/printing/official.typ": official``. A fault in the template
    raises `typst.TypstError`.
    """
    import typst  # house: import-in-function - 80 MB that an idle process does without

    path = _path_of(template)
    drawing = {
        "input": str(path),
        "root": str(_PRODUCT if path.is_relative_to(_PRODUCT) else path.parent),
        "format": "pdf",
        "sys_inputs": {"data": json.dumps(data, ensure_ascii=False, default=str)},
        "timestamp": at.replace(microsecond=0) if at else None,
    }
    for standards in STANDARDS[:-1]:
        try:
            return _compiled(drawing, standards)
        except typst.TypstError as error:
            log.info("%s is not %s: %s", template, "+".join(standards), error)
    return _compiled(drawing, STANDARDS[-1])


def _compiled(drawing: Mapping[str, Any], standards: list[str]) -> bytes:
    with _lock:
        return bytes(_compiler().compile(**drawing, pdf_standards=standards))


@cache
def _compiler() -> Any:
    """Keeps fonts and read templates between sheets."""
    import fontpkg_be_vietnam_pro  # house: import-in-function - only where sheets are drawn
    import typst  # house: import-in-function - 80 MB that an idle process does without

    return typst.Compiler(font_paths=[str(Path(fontpkg_be_vietnam_pro.__file__).parent / "files")])


@cache
def _path_of(template: str) -> Path:
    for folder in get_app_template_dirs("templates"):
        path = Path(folder) / template
        if path.is_file():
            return path.resolve()
    raise TemplateMissing(template)
