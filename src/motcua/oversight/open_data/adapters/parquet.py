"""Parquet out of our CSV, by DuckDB; the package is optional and loaded only when a file is asked for."""

import tempfile
from collections.abc import Iterable
from pathlib import Path

from motcua.oversight.open_data.errors import ParquetNotInstalled
from motcua.oversight.open_data.rules.sets import Column

_TYPES = {"integer": "BIGINT", "string": "VARCHAR", "yearmonth": "VARCHAR"}


def parquet_of(content: str, columns: Iterable[Column]) -> bytes:
    """The file, typed as the schema says; empty cells are null. Raises `ParquetNotInstalled`."""
    try:
        import duckdb  # house: import-in-function - optional, loaded when a file is asked for
    except ImportError:
        raise ParquetNotInstalled from None
    types = ", ".join(f"'{column.name}': '{_TYPES[column.kind]}'" for column in columns)
    with tempfile.TemporaryDirectory(prefix="motcua-parquet-") as folder, duckdb.connect() as database:
        source, target = Path(folder, "set.csv"), Path(folder, "set.parquet")
        source.write_text(content, encoding="utf-8")
        options = f"header = true, delim = ',', quote = '\"', columns = {{{types}}}, nullstr = ''"
        database.execute(
            f"COPY (SELECT * FROM read_csv('{source}', {options})) "  # noqa: S608 - our own paths and column names
            f"TO '{target}' (FORMAT parquet, COMPRESSION zstd)"
        )
        return target.read_bytes()
