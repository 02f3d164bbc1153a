"""The data package is one that the reference implementation reads, not only ours."""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING

import frictionless

from pvd_geo.settings import ROOT

if TYPE_CHECKING:
    from pathlib import Path

DATA = ROOT / "data"


def validate(folder: Path) -> frictionless.Report:
    report: frictionless.Report = frictionless.Package(str(folder / "datapackage.json")).validate()
    return report


def faults(report: frictionless.Report) -> list[list[object]]:
    return list(report.flatten(["name", "type", "rowNumber", "fieldName", "note"]))


def test_frictionless_accepts_the_descriptor_and_every_row() -> None:
    report = validate(DATA)
    assert faults(report) == []
    resources = json.loads((DATA / "datapackage.json").read_text("utf-8"))["resources"]
    # Outlines and points are no tables to it: their checksums are what it checks.
    said = {entry["name"]: entry.get("rows", 0) for entry in resources}
    assert {task.name: task.stats.get("rows", 0) for task in report.tasks} == said


def test_frictionless_refuses_a_source_that_nobody_described(tmp_path: Path) -> None:
    small = tmp_path / "data"
    small.mkdir()
    package = json.loads((DATA / "datapackage.json").read_text("utf-8"))
    kept = [entry for entry in package["resources"] if entry["name"] in {"meetings", "sources"}]
    for entry in kept:
        shutil.copy(DATA / entry["path"], small)
        del entry["hash"], entry["bytes"]
    (small / "datapackage.json").write_text(json.dumps(package | {"resources": kept}))
    path = small / "meetings.csv"
    path.write_text(path.read_text("utf-8").replace("anct-bilan-2022", "hearsay", 1), "utf-8")
    assert [fault[1:3] for fault in faults(validate(small))] == [["foreign-key", 2]]
