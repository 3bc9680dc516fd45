"""Files of requests as frames, part by part, and frames of answers to files: CSV and Parquet.

Nothing of a CSV is guessed: every field is text, read as the glossary declares it. Needs pandas
and pyarrow; knows no policy but the kinds of its inputs.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import TracebackType
from typing import Any, BinaryIO, Self

import pandas as pd
import pyarrow as pa
import pyarrow.csv
import pyarrow.parquet

from tablewright.workspace.refusal import RefusalError

ROWS = 1 << 18  # of a Parquet file at a time
_BYTES = 1 << 25  # of a CSV at a time
_YES_NO = {"yes": True, "true": True, "no": False, "false": False}
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_DECIMAL = pa.decimal128(38, 12)


Kinds = Mapping[str, tuple[str, bool]]  # of each input by code name: its kind, whether a list


def frames_of(path: Path, kinds: Kinds) -> Iterator[pd.DataFrame]:
    """The rows of a file, part by part. Raises RefusalError."""
    try:
        if path.suffix == ".parquet":
            yield from _parquet(path)
        elif path.suffix == ".csv":
            yield from _csv(path, kinds)
        else:
            raise RefusalError(f"{path} ends in neither .csv nor .parquet")
    except (OSError, pa.ArrowException, UnicodeDecodeError) as fault:
        raise RefusalError(f"{path} cannot be read: {fault}") from fault


def _parquet(path: Path) -> Iterator[pd.DataFrame]:
    with pyarrow.parquet.ParquetFile(path) as file:
        for batch in file.iter_batches(batch_size=ROWS):
            yield batch.to_pandas(types_mapper=pd.ArrowDtype)


def _csv(path: Path, kinds: Kinds) -> Iterator[pd.DataFrame]:
    with path.open(encoding="utf-8-sig", newline="") as opened:
        header = next(csv.reader(opened), [])
    twice = sorted({name for name in header if header.count(name) > 1})
    if twice:
        raise RefusalError(f"{path}: {', '.join(twice)} heads several columns")
    if not header:
        raise RefusalError(f"{path} is empty; its first line names the columns")
    reader = pyarrow.csv.open_csv(
        path,
        read_options=pyarrow.csv.ReadOptions(block_size=_BYTES),
        parse_options=pyarrow.csv.ParseOptions(newlines_in_values=True),
        convert_options=pyarrow.csv.ConvertOptions(
            column_types=dict.fromkeys(header, pa.string()),
            strings_can_be_null=True,
            quoted_strings_can_be_null=True,
            null_values=[""],
        ),
    )
    with reader:
        for batch in reader:
            frame = batch.to_pandas()
            for name in frame.columns:
                kind, is_list = kinds.get(name, ("text", False))
                if is_list:
                    frame[name] = frame[name].map(_list, na_action="ignore")
                elif kind == "yes/no":
                    frame[name] = frame[name].map(_yes_no, na_action="ignore")
            yield frame


def _yes_no(text: str) -> object:
    return _YES_NO.get(text.strip().casefold(), text)


def _list(text: str) -> object:
    """`a; b`, an array of JSON, or `empty` for a list that is known to be empty."""
    if text.strip().casefold() == "empty":
        return ()
    if text.lstrip().startswith("["):
        try:
            return tuple(json.loads(text))
        except ValueError:
            return text
    return tuple(part.strip() for part in text.split(";"))


# -- writing -------------------------------------------------------------------------------------


class Writer:
    """A file of answers under way, CSV or Parquet by the ending of its name."""

    def __init__(
        self, file: BinaryIO, ending: str, outputs: Mapping[str, str], *, safe: bool
    ) -> None:
        self.file, self.ending, self.outputs, self.safe = file, ending, outputs, safe
        self.parquet: pyarrow.parquet.ParquetWriter | None = None
        self.begun = False

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        fault: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        if self.parquet is not None:
            self.parquet.close()

    def write(self, frame: pd.DataFrame) -> None:
        """Add some rows."""
        if self.ending == ".parquet":
            table = self._table(frame)
            if self.parquet is None:
                self.parquet = pyarrow.parquet.ParquetWriter(self.file, table.schema)
            self.parquet.write_table(table)
            return
        shown = frame.astype(object).map(_joined)
        if self.safe:
            shown = shown.map(_spreadsheet_safe)
        self.file.write(shown.to_csv(header=not self.begun, index=False).encode())
        self.begun = True

    def _table(self, frame: pd.DataFrame) -> pa.Table:
        columns = {str(name): self._array(str(name), frame[name]) for name in frame.columns}
        return pa.table(columns)

    def _array(self, name: str, column: pd.Series[Any]) -> pa.Array:
        kind = _TYPES.get(self.outputs.get(name, ""))
        if isinstance(column.dtype, pd.CategoricalDtype):
            return pa.array(column.astype(object), type=pa.string(), from_pandas=True)
        try:
            return pa.array(column, type=kind, from_pandas=True)
        except pa.ArrowInvalid as fault:
            raise RefusalError(
                f"{name} does not fit a Parquet column, write CSV: {fault}"
            ) from fault


_TYPES: Mapping[str, pa.DataType] = {
    "whole number": pa.int64(),
    "number": _DECIMAL,
    "yes/no": pa.bool_(),
    "date": pa.date32(),
    "texts": pa.list_(pa.string()),
}


def _joined(value: object) -> object:
    return "; ".join(map(str, value)) if isinstance(value, tuple) else value


def _spreadsheet_safe(value: object) -> object:
    """Text that a spreadsheet program would read as a formula, as text."""
    if isinstance(value, str) and value.startswith(_FORMULA):
        return f"'{value}"
    return value
