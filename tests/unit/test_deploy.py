"""What operators are given names what there is: figures, packages, one version."""

from __future__ import annotations

import json
import re
import runpy
import subprocess
import sys
import tomllib
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import yaml

from harness.datafiles import ROOT
from pvd_geo.ui.shared import metrics

if TYPE_CHECKING:
    from collections.abc import Mapping

DEPLOY = ROOT / "deploy"
ALERTS = yaml.safe_load((DEPLOY / "alerts.yml").read_text("utf-8"))["groups"][0]["rules"]
PANELS = json.loads((DEPLOY / "dashboard.json").read_text("utf-8"))["panels"]
EXPRESSIONS = [rule["expr"] for rule in ALERTS] + [
    target["expr"] for panel in PANELS for target in panel["targets"]
]


def shown() -> set[str]:
    """Return the names of the series that a process shows, whatever was counted so far."""
    names = set()
    for family in metrics.REGISTRY.collect():
        endings = {"counter": ("_total",), "info": ("_info",), "histogram": ("_bucket",)}
        names |= {family.name + end for end in endings.get(family.type, ("",))}
    return names


@pytest.mark.parametrize("expression", EXPRESSIONS)
def test_each_expression_asks_for_a_series_that_is_shown(expression: str) -> None:
    asked = set(re.findall(r"\b(?:pvd|process)_[a-z_]+", expression))
    assert asked
    assert asked <= shown()


def test_there_are_five_alerts_each_with_what_to_do() -> None:
    assert len(ALERTS) == 5
    assert all(rule["annotations"]["summary"] for rule in ALERTS)


def test_the_bill_of_materials_names_each_locked_package(tmp_path: Path) -> None:
    lock = ROOT / "requirements" / "run.lock"
    program = Path(sys.executable).with_name("cyclonedx-py")
    out = tmp_path / "sbom.json"
    words = ["requirements", str(lock), "--output-reproducible", "--sv", "1.6", "-o", str(out)]
    subprocess.run([str(program), *words], check=True, capture_output=True)
    bill = json.loads(out.read_text("utf-8"))
    assert (bill["bomFormat"], bill["specVersion"]) == ("CycloneDX", "1.6")
    listed = {(each["name"], each["version"]) for each in bill["components"]}
    locked = re.findall(r"^([\w.-]+)==([^\s;]+)", lock.read_text("utf-8"), re.MULTILINE)
    assert listed == set(locked)


def test_the_program_says_the_version_that_its_papers_say() -> None:
    # A backup of another schema is refused with the version that can restore it.
    declared = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["version"]
    changes = (ROOT / "CHANGELOG.md").read_text("utf-8")
    composed = yaml.safe_load((ROOT / "compose.yaml").read_text("utf-8"))
    tags = [
        *re.findall(r"^## \[(.+?)\]", changes, re.MULTILINE)[:1],
        *re.findall(r"pvd-geo:([\d.]+\d)", json.dumps(composed)),
        *re.findall(r"pvd-geo:([\d.]+\d)", (ROOT / "docs" / "deploying.md").read_text("utf-8")),
    ]
    assert len(tags) > 2
    assert {version("pvd-geo"), *tags} == {declared}


def found(*packages: Mapping[str, object]) -> str:
    return json.dumps({"dependencies": packages, "fixes": []})


SOUND = {"name": "numpy", "version": "2.4.0", "vulns": []}
FAULT = {"id": "PYSEC-2026-1", "fix_versions": ["6.1.1"], "aliases": [], "description": ""}
FAULTY = {"name": "lxml", "version": "6.1.0", "vulns": [FAULT]}
UNKNOWN = {"name": "segno", "skip_reason": "Dependency not found on PyPI: segno (1.6.6)"}


@pytest.mark.parametrize(
    ("answer", "said", "has_faults"),
    [
        (found(SOUND), ["run.lock: known faults of 1 packages: 0."], False),
        (
            found(SOUND, FAULTY, UNKNOWN),
            [
                "lxml 6.1.0: PYSEC-2026-1, mended in 6.1.1",
                "run.lock: known faults of 2 packages: 1; not known there: segno.",
            ],
            True,
        ),
        # Without the network it says nothing at all, or that it knows none of them.
        *(
            (answer, ["run.lock was not audited: the list of known faults could not be asked."], no)
            for answer, no in (("", False), (found(UNKNOWN), False), ('{"depend', False))
        ),
    ],
)
def test_an_audit_that_did_not_run_does_not_pass_for_a_clean_one(
    answer: str, said: list[str], *, has_faults: bool
) -> None:
    judged = runpy.run_path(str(ROOT / "scripts" / "audit.py"))["judged"]
    assert judged(answer, "run.lock") == (said, has_faults)
