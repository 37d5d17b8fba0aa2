"""Loads the sample province and lives a year of dossiers in it; the same seed gives the same dossiers."""

import sys
import time
from datetime import datetime
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser

from motcua.kernel import clock
from motcua.kernel.events.relay import run_until_idle
from motcua.simulator.public import load_sample, sign_ins, valid_from

LOADERS = ("sample_programmes", "sample_assignments", "sample_inspections", "sample_par_index")
"""Commands of the modules that leave something real on their own pages, after the dossiers are there."""
_BAR = 30
_LAST_HOUR = 17


class Command(BaseCommand):
    help = "Nạp tỉnh mẫu cùng một năm hồ sơ; cùng hạt giống thì cùng hồ sơ."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--dossiers", type=int, default=2000, help="số hồ sơ trong năm, kể cả hồ sơ đã có")
        parser.add_argument("--seed", type=int, default=7, help="hạt giống của số ngẫu nhiên")
        parser.add_argument("--until", help="thời điểm cuối của năm: YYYY-MM-DD hoặc YYYY-MM-DDTHH:MM; trống là nay")
        parser.add_argument("--deliver", action="store_true", help="in phiếu, gửi thông báo ngay tại đây")

    def handle(self, *_: Any, dossiers: int, seed: int, until: str | None, deliver: bool, **__: Any) -> None:
        began = time.monotonic()
        if dossiers < 0:
            raise CommandError("Số hồ sơ phải từ 0 trở lên.")
        new = load_sample(dossiers, seed=seed, until=_moment(until), progress=self._progress)
        for loader in LOADERS:
            call_command(loader, stdout=self.stdout)
        delivered = run_until_idle() if deliver else 0
        seconds = time.monotonic() - began
        self.stdout.write(f"{new} hồ sơ mới, {delivered} phiếu và thông báo, {seconds:.1f} giây.")
        for who, username, password in sign_ins():
            self.stdout.write(f"  {who:<42} {username:<24} {password}")

    def _progress(self, done: int, total: int) -> None:
        if not sys.stderr.isatty() and done % max(total // 10, 1):
            return
        filled = _BAR * done // max(total, 1)
        end = "\r" if sys.stderr.isatty() and done < total else "\n"
        self.stderr.write(f"[{'█' * filled}{'·' * (_BAR - filled)}] {done}/{total}", ending=end)
        self.stderr.flush()


def _moment(text: str | None) -> datetime:
    moment = clock.now() if text is None else _read(text)
    if clock.local(moment).date() <= valid_from():
        raise CommandError(f"Tỉnh mẫu bắt đầu từ ngày {valid_from():%d/%m/%Y}. Hãy chọn thời điểm muộn hơn.")
    return moment


def _read(text: str) -> datetime:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError as error:
        raise CommandError(f"Không hiểu thời điểm «{text}». Hãy viết 2026-11-23 hoặc 2026-11-23T16:30.") from error
    if moment.tzinfo is not None:
        return moment
    day = moment.date()
    return clock.at(day, moment.hour, moment.minute) if "T" in text else clock.at(day, _LAST_HOUR)
