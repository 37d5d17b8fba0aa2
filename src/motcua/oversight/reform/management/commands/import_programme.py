"""``motcua import-programme [FILE]``: programmes with their targets from a CSV file; without one, our samples."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from motcua.kernel import clock
from motcua.kernel.errors import DomainError
from motcua.oversight.reform.actions.importing import Taken, import_programmes
from motcua.oversight.reform.queries.lines import FileRead, read_programmes

SAMPLES = Path(__file__).resolve().parents[2] / "definitions" / "programmes.csv"


class Command(BaseCommand):
    """Reads, tells what is wrong line by line, keeps; the last line is «nhận N dòng, từ chối M dòng»."""

    help = "Nạp chương trình cải cách và chỉ tiêu từ tệp CSV; không có tệp thì nạp chương trình mẫu của năm tỉnh."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", nargs="?", type=Path, metavar="FILE", default=SAMPLES)
        parser.add_argument("--check", action="store_true", help="chỉ đọc và báo lỗi, không ghi gì")
        parser.add_argument("--agency", default="", metavar="CODE", help="mã cơ quan, khi là chương trình của mình")

    def handle(self, *_: Any, file: Path, check: bool, agency: str, **__: Any) -> None:
        try:
            read = read_programmes(file.read_bytes(), name=file.name)
            now = clock.now()
            taken = [] if check else import_programmes(read, actor="import-programme", at=now, agency_code=agency)
        except OSError as error:
            raise CommandError(f"{file}: không đọc được tệp: {error.strerror}") from error
        except DomainError as error:
            raise CommandError(str(error)) from error
        self._tell(read, taken, is_check=check)
        if read.lines and len(read.problems) == len(read.lines):
            raise CommandError("không dòng nào nạp được; hãy sửa các dòng nêu trên rồi nạp lại")

    def _tell(self, read: FileRead, taken: list[Taken], *, is_check: bool) -> None:
        if read.unknown_columns:
            names = ", ".join(name or "(trống)" for name in read.unknown_columns)
            self.stdout.write(f"cột lạ, giữ nguyên theo dòng: {names}")
        for line in read.problems:
            self.stdout.write(f"dòng {line.number}: {line.problem}")
        for number, remark in read.remarks:
            self.stdout.write(f"lưu ý dòng {number}: {remark}")
        came = {one.programme.code: one for one in taken}
        for programme in read.programmes:
            count = sum(len(promise.lines) for promise in programme.promises)
            said = f"{programme.province} – {programme.document}: {count} dòng, {len(programme.promises)} chỉ tiêu"
            self.stdout.write(f"{said}{_came(came.get(programme.code))}")
        good = len(read.lines) - len(read.problems)
        verb = "đọc được" if is_check else "nhận"
        self.stdout.write(f"{verb} {good} dòng, từ chối {len(read.problems)} dòng")


def _came(one: Taken | None) -> str:
    if one is None:
        return ""
    if not one.edition:
        return "; đã có, không đổi gì"
    return f"; ấn bản {one.edition}: thêm {one.added}, sửa {one.changed}"
