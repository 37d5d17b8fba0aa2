"""Nạp danh mục đơn vị hành chính: 34 tỉnh, xã phường, đơn vị cũ và các thay đổi sau này; chạy lại không ghi thêm gì."""

from typing import Any

from django.core.management.base import BaseCommand

from motcua.kernel import clock
from motcua.registry.places.actions.loading import load_places


class Command(BaseCommand):
    """Loads the table that comes with the house; a second run writes no row."""

    help = "Nạp danh mục đơn vị hành chính: 34 tỉnh, xã phường, đơn vị cũ và các thay đổi sau này."

    def handle(self, *_: Any, **__: Any) -> None:
        loaded = load_places(at=clock.now())
        self.stdout.write(
            f"Đã thêm {loaded.added} đơn vị, {loaded.successions} quan hệ kế thừa; sửa {loaded.corrected}; "
            f"{loaded.ended} đơn vị kết thúc theo văn bản mới."
        )
