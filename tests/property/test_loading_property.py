"""Whatever happens to a file, loading tells faults: it never fails in another way."""

from __future__ import annotations

import shutil
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import example, given, settings
from hypothesis import strategies as st

from harness.datafiles import mini
from pvd_geo.errors import DataError
from pvd_geo.tables import loading
from pvd_geo.tables.schemas import TABLES

FILES = [table.path for table in TABLES.values()] + ["datapackage.json"]


@settings(max_examples=60)
@given(
    file=st.sampled_from(FILES),
    start=st.floats(0, 1),
    length=st.integers(0, 40),
    noise=st.binary(max_size=20) | st.sampled_from([b'"', b",", b"\n", b"]", b"{", b"9" * 5_000]),
)
@example(file="datapackage.json", start=0.0, length=0, noise=b"9" * 5_000)
def test_any_damage_is_told_as_faults(file: str, start: float, length: int, noise: bytes) -> None:
    with TemporaryDirectory() as folder:
        path = mini(Path(folder)) / file
        content = path.read_bytes()
        at = int(start * len(content))
        damaged = content[:at] + noise + content[at + length :]
        path.write_bytes(damaged)
        report = loading.check(Path(folder))
        if damaged != content and file != "datapackage.json":
            assert any(fault.file == file for fault in report.faults)
        assert all(fault.expected for fault in report.faults)
        assert not [f for f in report.faults if "que l'on sache lire" in f.expected]
        try:
            loading.read(Path(folder))
        except DataError as error:
            assert error.faults == report.faults  # noqa: PT017 (either way is right)
        else:
            assert report.faults == ()
        shutil.rmtree(folder, ignore_errors=True)
        Path(folder).mkdir()
