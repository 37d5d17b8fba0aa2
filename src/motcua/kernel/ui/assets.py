"""Make what is not committed: the font cut to our alphabet, htmx, and the one stylesheet.

Everything goes to the git-ignored ``static/ui/vendor/``. A stamp of what went in makes a second run do nothing.
"""

import hashlib
import shutil
from importlib.resources import files
from pathlib import Path

from motcua.kernel.ui import fonts

STATIC = Path(__file__).parent / "static" / "ui"
VENDOR = STATIC / "vendor"
STYLES = (
    "tokens",
    "ground",
    "layout",
    "button",
    "field",
    "upload",
    "search",
    "notice",
    "badge",
    "table",
    "list",
    "timeline",
    "nav",
    "dialog",
    "figure",
    "chart",
    "print",
)
RECIPE = "4"
"""Raise it when the way of making changes, so that a checkout with older assets makes them again."""


def build_assets(vendor: Path = VENDOR) -> bool:
    """Make the assets if what they are made of has changed; whether anything was made. About two seconds."""
    stamp = vendor / "made-of.txt"
    made_of = _made_of()
    if stamp.exists() and stamp.read_text() == made_of:
        return False
    vendor.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(_htmx(), vendor / "htmx.js")
    (vendor / "ui.css").write_text("\n".join(path.read_text() for path in _styles()))
    fonts.make_fonts(vendor)
    stamp.write_text(made_of)
    return True


def _made_of() -> str:
    sources = [_htmx(), *_styles(), *fonts.sources()]
    lines = [f"{path.name} {hashlib.sha256(path.read_bytes()).hexdigest()}" for path in sources]
    return "\n".join([f"recipe {RECIPE}", *lines, ""])


def _htmx() -> Path:
    return Path(str(files("django_htmx"))) / "static" / "django_htmx" / "htmx-2.min.js"


def _styles() -> list[Path]:
    return [STATIC / "css" / f"{name}.css" for name in STYLES]
