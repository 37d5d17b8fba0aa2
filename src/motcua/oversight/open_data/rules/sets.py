"""Which sets there are: their columns with what they mean, and how a month of counts becomes rows. Plain Python."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from motcua.kernel.texts.mark import mark
from motcua.oversight.open_data.rules.protection import TOTAL, Cell, hidden_cells, with_totals

LICENCE = "https://creativecommons.org/licenses/by/4.0/"
RECEIVED = {"received_online": "tiep_nhan_truc_tuyen", "received_counter": "tiep_nhan_truc_tiep",
            "received_post": "tiep_nhan_buu_chinh"}  # fmt: skip
FINISHED = {"finished_early": "giai_quyet_truoc_han", "finished_on_time": "giai_quyet_dung_han",
            "finished_late": "giai_quyet_qua_han", "finished_undated": "giai_quyet_chua_co_han"}  # fmt: skip
TABLES = ((RECEIVED, "tiep_nhan"), (FINISHED, "da_giai_quyet"))
"""Each a table that adds up: parts and the name of their total."""
INDICATORS = (*RECEIVED, *FINISHED)
WHOLE_PROVINCE = "*"


@dataclass(frozen=True)
class Column:
    """A column: its name in the file, its type in Table Schema, what it means."""

    name: str
    kind: str
    meaning: str


@dataclass(frozen=True)
class DataSet:
    """A set: one row a month and agency, procedure …; `by` is the grouping of figures."""

    code: str
    by: str
    title: str
    description: str
    key: str
    key_meaning: str

    @property
    def columns(self) -> tuple[Column, ...]:
        """In the order of the file."""
        counts = [
            Column(name, "integer", meaning)
            for parts, total in TABLES
            for name, meaning in ((total, _MEANINGS[total]), *((name, _MEANINGS[name]) for name in parts.values()))
        ]
        return (
            Column("thang", "yearmonth", mark("Tháng dương lịch, năm-tháng")),
            Column(self.key, "string", self.key_meaning),
            Column("ten", "string", mark("Tên gọi")),
            *counts,
            Column("bi_an", "string", mark("Những cột để trống vì số đếm nhỏ hoặc để số nhỏ không bị tính ra")),
        )


_MEANINGS = {
    "tiep_nhan": mark("Hồ sơ tiếp nhận trong tháng"),
    "tiep_nhan_truc_tuyen": mark("trong đó nộp trực tuyến"),
    "tiep_nhan_truc_tiep": mark("trong đó nộp trực tiếp"),
    "tiep_nhan_buu_chinh": mark("trong đó qua bưu chính"),
    "da_giai_quyet": mark("Hồ sơ có kết quả trong tháng"),
    "giai_quyet_truoc_han": mark("trong đó trước hạn"),
    "giai_quyet_dung_han": mark("trong đó đúng hạn"),
    "giai_quyet_qua_han": mark("trong đó quá hạn"),
    "giai_quyet_chua_co_han": mark("trong đó chưa có hạn"),
}
SETS = {
    one.code: one
    for one in (
        DataSet(
            "theo-co-quan",
            "agency",
            mark("Tiếp nhận, giải quyết thủ tục theo cơ quan"),
            mark("Số hồ sơ tiếp nhận và giải quyết mỗi tháng của từng cơ quan, theo cách nộp và theo thời hạn."),
            "ma_co_quan",
            mark("Mã định danh cơ quan; * là toàn tỉnh"),
        ),
        DataSet(
            "theo-thu-tuc",
            "procedure",
            mark("Tiếp nhận, giải quyết theo thủ tục"),
            mark("Số hồ sơ tiếp nhận và giải quyết mỗi tháng của từng thủ tục, theo cách nộp và theo thời hạn."),
            "ma_thu_tuc",
            mark("Mã thủ tục trên Cơ sở dữ liệu quốc gia; * là toàn tỉnh"),
        ),
    )
}

Counts = Mapping[str, Mapping[str, int]]
"""Row key → indicator → how many."""
Row = tuple[str | int | None, ...]


def month_of_all(
    months: Mapping[str, Counts], held: Mapping[str, Mapping[str, Collection[Cell]]] | None = None
) -> dict[str, dict[str, set[Cell]]]:
    """Set code → table's total → hidden cells of one month, agreed between sets.

    Sets share the totals of the whole province: what one must hide there, no other may tell; until nothing changes.
    `held`: what must be hidden besides, for the sake of versions published before.
    """
    besides = held or {}
    hidden: dict[str, dict[str, set[Cell]]] = {code: {} for code in months}
    for parts, total in TABLES:
        forced: set[Cell] = set()
        while True:
            for code, counts in months.items():
                mine = {*forced, *besides.get(code, {}).get(total, ())}
                hidden[code][total] = hidden_cells(whole_of(counts, parts), forced=mine)
            shared = {cell for code in months for cell in hidden[code][total] if cell[0] == TOTAL}
            if shared <= forced:
                break
            forced |= shared
    return hidden


def rows_of(month: str, counts: Counts, names: Mapping[str, str], hidden: Mapping[str, Collection[Cell]]) -> list[Row]:
    """The rows of one month, the whole province first; hidden cells are None and named in the last column."""
    found = []
    for key in (TOTAL, *sorted(counts)):
        values: list[int | None] = []
        held_back: list[str] = []
        for parts, total in TABLES:
            whole, kept = whole_of(counts, parts), hidden[total]
            for indicator, name in ((TOTAL, total), *parts.items()):
                is_hidden = (key, indicator) in kept
                values.append(None if is_hidden else whole[key, indicator])
                held_back += [name] if is_hidden else []
        found.append((month, key or WHOLE_PROVINCE, names.get(key, ""), *values, " ".join(held_back)))
    return found


def whole_of(counts: Counts, parts: Iterable[str]) -> dict[Cell, int]:
    """The table of these parts with all its totals."""
    wanted = list(parts)
    table = {(key, code): row.get(code, 0) for key, row in counts.items() for code in wanted}
    return with_totals(table, counts, wanted)
