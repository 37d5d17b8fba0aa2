"""PDF from a Typst template and plain data. One compiler a process, made at first use, so that idle processes stay small."""

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from threading import Lock
from typing import Any

from django.template.utils import get_app_template_dirs

_lock = Lock()
PDF_STANDARD = "a-2b"


class TemplateMissing(FileNotFoundError):
    """No app has this Typst template."""


def render_pdf(template: str, data: Mapping[str, Any]) -> bytes:
    """Draw `template` (a path below any app's ``templates``) with `data`, which it reads as JSON from ``sys.inputs.data``."""
    inputs = {"data": json.dumps(data, ensure_ascii=False, default=str)}
    with _lock:
        return bytes(_compiler(template).compile(format="pdf", sys_inputs=inputs, pdf_standards=[PDF_STANDARD]))


@cache
def _compiler(template: str) -> Any:
    """Keeps fonts and sources between sheets."""
    import typst

    path = _path_of(template)
    return typst.Compiler(str(path), root=str(path.parent), font_paths=[_font_folder()])


def _path_of(template: str) -> Path:
    for folder in get_app_template_dirs("templates"):
        path = Path(folder) / template
        if path.is_file():
            return path
    raise TemplateMissing(template)


def _font_folder() -> str:
    """Be Vietnam Pro from its package; the serif is Liberation Serif where installed, else Typst's own Libertinus."""
    import fontpkg_be_vietnam_pro

    return str(Path(fontpkg_be_vietnam_pro.__file__).parent / "files")
