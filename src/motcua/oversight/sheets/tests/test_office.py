"""LibreOffice opens our files without a screen: totals it works out itself equal ours, Word prints with all figures."""

import csv
import os
import re
import shutil
import subprocess
from io import StringIO

import pytest

from motcua.oversight.sheets.tests.test_files import CODES, fetched

pytestmark = [pytest.mark.django_db, pytest.mark.office]
SOFFICE, PDFTOTEXT = shutil.which("soffice") or shutil.which("libreoffice"), shutil.which("pdftotext")
MOST_SECONDS = 300
NO_SOFFICE = "LibreOffice is not installed: apt-get install libreoffice-calc-nogui libreoffice-writer-nogui"
COMMA_IN_UTF8 = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false"


@pytest.fixture
def office(tmp_path):
    if SOFFICE is None:
        pytest.skip(NO_SOFFICE)

    def convert(to, files):
        place = tmp_path / to[:3]
        command = [SOFFICE, "--headless", "--norestore", f"-env:UserInstallation=file://{tmp_path}/profile",
                   "--convert-to", to, "--outdir", str(place), *map(str, files)]  # fmt: skip
        home = os.environ | {"HOME": str(tmp_path)}
        done = subprocess.run(command, capture_output=True, text=True, timeout=MOST_SECONDS, check=False, env=home)
        made = {path.stem: path for path in place.glob("*")}
        assert len(made) == len(files), done.stdout + done.stderr
        return made

    return convert


def written(folder, account, kind):
    files = []
    for code in CODES:
        files.append(folder / f"{code.replace('.', '_')}.{kind}")
        files[-1].write_bytes(fetched(account, code, kind))
    return files


def ours(account, code):
    lines = csv.reader(StringIO(fetched(account, code, "csv").decode("utf-8-sig")))
    return [[cell.removeprefix("'") for cell in line] for line in lines][4:]


def test_totals_that_libreoffice_works_out_equal_ours(province, office, tmp_path):
    made = office(COMMA_IN_UTF8, written(tmp_path, province[1], "xlsx"))
    for code in CODES:
        lines = list(csv.reader(StringIO(made[code.replace(".", "_")].read_text(encoding="utf-8"))))
        head = next(number for number, line in enumerate(lines) if line[:2] == ["(1)", "(2)"])
        wanted = ours(province[1], code)
        found = [line[1:] for line in lines[head + 1 : head + 1 + len(wanted)]]
        assert [[same(cell) for cell in line] for line in found] == wanted, code


def test_word_files_print_with_every_figure(province, office, tmp_path):
    if PDFTOTEXT is None:
        pytest.skip("poppler-utils is not installed")
    made = office("pdf", written(tmp_path, province[1], "docx"))
    for code in CODES:
        text = subprocess.run([PDFTOTEXT, "-layout", made[code.replace(".", "_")], "-"],
                              capture_output=True, text=True, check=True).stdout  # fmt: skip
        flat = re.sub(r"\s+", " ", text)
        for words in ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "từ ngày 01/03/2026 đến hết ngày 31/03/2026"):
            assert words in flat, code
        total = [cell for cell in ours(province[1], code)[-1][1:] if cell.isdigit()]
        line = next(line for line in text.splitlines() if "Tổng số" in line and re.search(r"\d", line))
        assert re.findall(r"\b\d+\b", line) == total, code


def same(cell):
    """Numbers as we write them: without the signs that group thousands."""
    return cell.replace(",", "") if re.fullmatch(r"-?[\d,]+", cell) else cell
