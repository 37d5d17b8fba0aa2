"""Be Vietnam Pro cut to our alphabet, and its digits once more, all of one width."""

import shutil
from importlib.resources import files
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

WEIGHTS = {"400": "Regular", "500": "Medium", "600": "SemiBold", "700": "Bold"}
FIGURE_WEIGHTS = ("400", "600")
LATIN = "0020-007E 00A0-00FF 0131 0152-0153 2010-2015 2018-201E 2020-2022 2026 2030 2039-203A 2044 20AB 20AC 2122"
VIETNAMESE = "0102-0103 0110-0111 0128-0129 0168-0169 01A0-01A1 01AF-01B0 0300-0301 0303 0309 0323 1EA0-1EF9"
SIGNS = "2190-2193 2197 2212 2215 00D7"
DIGITS = "0030-0039"
FIGURE_WIDTH = 630
"""Thousandths of the size: near the mean, so that «1» does not stand alone and «4» still has air."""


def sources() -> list[Path]:
    """The font files that are cut."""
    return [_font(name) for name in WEIGHTS.values()]


def make_fonts(folder: Path) -> None:
    """Write the WOFF 2 files, about 15 KB each, and their licence."""
    for weight, name in WEIGHTS.items():
        _cut(_font(name), f"{LATIN} {VIETNAMESE} {SIGNS}").save(folder / f"be-vietnam-pro-{weight}.woff2")
    for weight in FIGURE_WEIGHTS:
        _same_width(_cut(_font(WEIGHTS[weight]), DIGITS)).save(folder / f"figures-{weight}.woff2")
    shutil.copyfile(_package() / "LICENSE", folder / "be-vietnam-pro-OFL.txt")


def _package() -> Path:
    return Path(str(files("fontpkg_be_vietnam_pro")))


def _font(name: str) -> Path:
    return _package() / "files" / f"BeVietnamPro-{name}.ttf"


def _cut(path: Path, ranges: str) -> TTFont:
    """The font with only the characters of `ranges` (hexadecimal, ``from-to``), as WOFF 2."""
    options = Options(flavor="woff2", layout_features=["kern", "mark", "mkmk", "ccmp", "locl", "liga"], hinting=False)
    font = TTFont(path)
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=_code_points(ranges))
    subsetter.subset(font)
    font.flavor = "woff2"
    return font


def _code_points(ranges: str) -> list[int]:
    points: list[int] = []
    for part in ranges.split():
        first, _, last = part.partition("-")
        points.extend(range(int(first, 16), int(last or first, 16) + 1))
    return points


def _same_width(font: TTFont) -> TTFont:
    """Give all digits one width, centred: the family has proportional ones only, and columns of figures must align."""
    metrics, names = font["hmtx"], font.getBestCmap().values()
    width = FIGURE_WIDTH
    for name in names:
        advance, bearing = metrics[name]
        shift = (width - advance) // 2
        font["glyf"][name].coordinates.translate((shift, 0))
        font["glyf"][name].recalcBounds(font["glyf"])
        metrics[name] = (width, bearing + shift)
    for table in ("GPOS", "GSUB", "GDEF"):
        if table in font:
            del font[table]
    return font
