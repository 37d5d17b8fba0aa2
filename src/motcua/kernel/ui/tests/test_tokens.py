import re

import pytest

from motcua.kernel.ui.assets import STATIC

CSS = (STATIC / "css" / "tokens.css").read_text()
GROUNDS = ("paper", "paper-deep", "card")
TONES = ("seal", "jade", "ochre", "plum")
PAIRS = [
    *((text, ground) for text in ("ink", "ink-soft", *TONES) for ground in GROUNDS),
    *((tone, f"{tone}-wash") for tone in TONES),
    *(("ink", f"{tone}-wash") for tone in TONES),
    ("on-seal", "seal"),
    ("on-seal", "seal-deep"),
    ("paper", "ink"),
]
EDGES = [(edge, ground) for edge in ("edge", "focus") for ground in GROUNDS]


def tokens_of(block):
    return dict(re.findall(r"--([\w-]+): (#[0-9A-F]{6});", block))


LIGHT, BY_DEVICE, BY_CHOICE = (
    tokens_of(CSS.split(start, 1)[1].split("}", 1)[0])
    for start in (":root {", ':root:not([data-theme="light"]) {', ':root[data-theme="dark"] {')
)
THEMES = {"light": LIGHT, "dark": {**LIGHT, **BY_CHOICE}}


def luminance(colour):
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one, other):
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize(("text", "ground"), PAIRS)
def test_text_has_enough_contrast(theme, text, ground):
    tokens = THEMES[theme]
    assert contrast(tokens[text], tokens[ground]) >= 4.5


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize(("edge", "ground"), EDGES)
def test_the_edge_of_a_field_and_the_focus_can_be_seen(theme, edge, ground):
    tokens = THEMES[theme]
    assert contrast(tokens[edge], tokens[ground]) >= 3


def test_the_dark_theme_is_the_same_by_device_and_by_choice():
    assert BY_DEVICE == BY_CHOICE


def test_no_other_file_names_a_colour():
    for path in (STATIC / "css").glob("*.css"):
        if path.stem not in {"tokens", "print"}:
            assert not re.search(r"#[0-9A-Fa-f]{3,8}\b", path.read_text()), path.name
