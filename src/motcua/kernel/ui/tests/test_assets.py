import re
from gzip import compress

import pytest
from fontTools.ttLib import TTFont

from motcua.kernel.ui.assets import STATIC, STYLES, build_assets

VIETNAMESE = "ăâđêôơưĂÂĐÊÔƠƯ ắằẳẵặấầẩẫậếềểễệốồổỗộớờởỡợứừửữự Ỵỷỹ «»–…₫"


@pytest.fixture(scope="module")
def vendor(tmp_path_factory):
    folder = tmp_path_factory.mktemp("vendor")
    assert build_assets(folder)
    return folder


def test_a_second_run_makes_nothing(vendor):
    assert not build_assets(vendor)


def test_changed_sources_are_made_again(vendor):
    (vendor / "made-of.txt").write_text("older")
    assert build_assets(vendor)


@pytest.mark.parametrize("weight", ["400", "500", "600", "700"])
def test_the_font_has_every_vietnamese_letter_and_is_small(vendor, weight):
    file = vendor / f"be-vietnam-pro-{weight}.woff2"
    assert file.stat().st_size < 25_000
    assert {sign for sign in VIETNAMESE if ord(sign) not in TTFont(file).getBestCmap()} == set()


def test_the_figures_are_all_of_one_width(vendor):
    font = TTFont(vendor / "figures-400.woff2")
    assert len({font["hmtx"][name][0] for name in font.getBestCmap().values()}) == 1


def test_the_stylesheet_holds_every_file_and_names_only_what_was_made(vendor):
    css = (vendor / "ui.css").read_text()
    assert {path.stem for path in (STATIC / "css").glob("*.css")} == set(STYLES)
    assert all((vendor / name).exists() for name in re.findall(r'url\("([^"]+)"\)', css))
    assert len(compress(css.encode())) < 12_000


def test_our_own_scripts_stay_within_their_budget():
    total = sum(len(compress(path.read_bytes())) for path in (STATIC / "js").glob("*.js"))
    assert total <= 10_000


def test_htmx_is_the_second_major(vendor):
    assert re.search(r'version:"2\.\d', (vendor / "htmx.js").read_text())
