"""The folder of Parquet files: parts that appear whole or not at all, and the marks up to where each table is there."""

import fcntl
import json
import os
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from motcua.oversight.warehouse.errors import DuckDbNotInstalled, QuestionFaulty, WarehouseBusy, WarehouseForeign
from motcua.oversight.warehouse.rules.tables import COLUMNS, PARTITIONS

MARKS = "_marks.json"
_LOCK, _STAGING = "_lock", "_staging"


@contextmanager
def held(folder: Path) -> Iterator[None]:
    """Only one export at a time writes there; a killed one holds nothing. Raises `WarehouseBusy`."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / _LOCK).open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise WarehouseBusy(folder=folder) from None
        shutil.rmtree(folder / _STAGING, ignore_errors=True)
        yield


def marks(folder: Path, house: str) -> dict[str, int]:
    """Table → up to which number it is there. Raises `WarehouseForeign` for the folder of another house."""
    file = folder / MARKS
    if not file.exists():
        return {}
    try:
        kept = json.loads(file.read_text(encoding="utf-8"))
        if kept["house"] == house:
            return {table: int(kept["upto"].get(table, 0)) for table in COLUMNS}
    except (ValueError, KeyError, TypeError, AttributeError):
        pass
    raise WarehouseForeign(folder=folder, file=MARKS)


def set_marks(folder: Path, house: str, upto: dict[str, int]) -> None:
    """Written aside, forced to the disk, then put in place at once."""
    aside = folder / f"{MARKS}.new"
    with aside.open("w", encoding="utf-8") as file:
        json.dump({"house": house, "upto": upto}, file)
        file.flush()
        os.fsync(file.fileno())
    aside.replace(folder / MARKS)


def add_part(folder: Path, table: str, pieces: Iterable[bytes], *, after: int) -> int:
    """Write a span of rows as a part in each of its partitions; how many rows.

    The part is named by the number it comes after: a span that was cut off is written again under the same name.
    """
    staging = folder / _STAGING
    shutil.rmtree(staging, ignore_errors=True)
    staging.mkdir()
    source = staging / "rows.csv"
    with source.open("wb") as file:
        file.writelines(pieces)
    types = ", ".join(f"'{name}': '{kind}'" for name, kind in COLUMNS[table])
    rows = f"SELECT * FROM read_csv('{_quoted(source)}', header = true, columns = {{{types}}})"  # noqa: S608
    parts = f"FORMAT parquet, COMPRESSION zstd, PARTITION_BY ({', '.join(PARTITIONS)})"
    with connected() as database:
        database.execute("SET threads = 1; SET partitioned_write_max_open_files = 100000")  # one file a partition
        (count,) = database.execute(f"COPY ({rows}) TO '{_quoted(staging / table)}' ({parts})").fetchone()
    for part in sorted((staging / table).rglob("*.parquet")):
        _place(part, folder / part.parent.relative_to(staging) / f"part-{after:016d}.parquet")
    shutil.rmtree(staging)
    return int(count)


def _place(part: Path, target: Path) -> None:
    with part.open("rb") as file:
        os.fsync(file.fileno())
    target.parent.mkdir(parents=True, exist_ok=True)
    part.replace(target)


def asked(folder: Path, sql: str) -> tuple[list[str], list[tuple[Any, ...]]]:
    """Names and rows of the answer of DuckDB, moments in UTC. Raises `QuestionFaulty`."""
    with connected() as database:
        for table in COLUMNS:
            database.execute(f"CREATE VIEW {table} AS {_scan(folder, table)}")
        database.execute(f"SET allowed_directories = ['{_quoted(folder)}']; SET enable_external_access = false")
        database.execute("SET lock_configuration = true")
        try:
            found = database.execute(sql)
            return [column[0] for column in found.description or ()], found.fetchall()
        except _duckdb().Error as error:
            raise QuestionFaulty(why=str(error).splitlines()[0]) from None


def connected() -> Any:
    """DuckDB in memory, clocks at UTC. Raises `DuckDbNotInstalled`."""
    database = _duckdb().connect(config={"threads": 2})
    database.execute("SET TimeZone = 'UTC'")
    return database


def _duckdb() -> Any:
    try:
        import duckdb  # house: import-in-function - optional, loaded when it is needed
    except ImportError:
        raise DuckDbNotInstalled from None
    return duckdb


def _scan(folder: Path, table: str) -> str:
    if next((folder / table).rglob("*.parquet"), None) is None:
        empty = ", ".join(f"NULL::{kind} AS {name}" for name, kind in COLUMNS[table])
        return f"SELECT {empty} WHERE false"
    files = f"'{_quoted(folder / table)}/*/*/*.parquet'"
    kinds = ", ".join(f"{name}: VARCHAR" for name in PARTITIONS)
    dated = [f'"{name}"' for name, kind in COLUMNS[table] if kind == "TIMESTAMPTZ"]  # «at» is a word of SQL
    moments = ", ".join(f"timezone('UTC', {name}) AS {name}" for name in dated)
    source = f"read_parquet({files}, hive_partitioning = true, hive_types = {{{kinds}}})"
    return f"SELECT * REPLACE ({moments}) FROM {source}"  # noqa: S608 - our own columns and folder


def _quoted(path: Path) -> str:
    return str(path).replace("'", "''")
