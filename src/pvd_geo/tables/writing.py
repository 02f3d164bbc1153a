"""Tables as bytes, and a folder of files that takes the place of another at once."""

from __future__ import annotations

import csv
import io
import json
import os
import shutil
from typing import TYPE_CHECKING, Any

from pvd_geo.errors import DataError, Fault

if TYPE_CHECKING:
    from collections.abc import Container
    from pathlib import Path

    import pandas as pd

    from pvd_geo.tables.fields import Table


def refuse_strangers(data_dir: Path, ours: Container[str]) -> None:
    """Refuse a folder that holds anything else, since the whole folder is replaced."""
    if data_dir.exists() and not data_dir.is_dir():
        raise DataError([Fault(str(data_dir), 0, "", "", "un dossier, non un fichier")])
    if data_dir.is_dir():
        strangers = sorted(p.name for p in data_dir.iterdir() if p.name not in ours)
        if strangers:
            expected = "un dossier vide, ou ne contenant que des fichiers de build-data"
            raise DataError([Fault(str(data_dir), 0, "", name, expected) for name in strangers])


def put_in_place(fresh: Path, data_dir: Path) -> None:
    """Put ``fresh`` in the place of ``data_dir``; put the old one back if that fails."""
    old = data_dir.with_name(f".{data_dir.name}.old-{os.getpid()}")
    if not data_dir.exists():
        fresh.rename(data_dir)
        return
    data_dir.rename(old)
    try:
        fresh.rename(data_dir)
    except OSError:
        old.rename(data_dir)
        raise
    shutil.rmtree(old, ignore_errors=True)


def csv_bytes(table: Table, frame: pd.DataFrame) -> bytes:
    """Write a table as CSV (RFC 4180, but with Unix line ends)."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(table.columns)
    writer.writerows(frame[list(table.columns)].itertuples(index=False, name=None))
    return out.getvalue().encode()


def geojson_bytes(table: Table, frame: pd.DataFrame, shapes: dict[str, Any]) -> bytes:
    """Write a table as GeoJSON, one feature a line, so that a fault has its line."""
    read = {"integer": int, "number": float}
    features = []
    for row in frame[list(table.columns)].to_dict("records"):
        properties = {
            rule.name: read.get(rule.kind, str)(row[rule.name]) if row[rule.name] else None
            for rule in table.fields
        }
        feature = {
            "type": "Feature",
            "properties": properties,
            "geometry": shapes.get(row[table.key[0]]),
        }
        features.append(json.dumps(feature, ensure_ascii=False, separators=(",", ":")))
    head = f'{{"type":"FeatureCollection","name":"{table.name}","features":[\n'
    return (head + ",\n".join(features) + "\n]}\n").encode()
