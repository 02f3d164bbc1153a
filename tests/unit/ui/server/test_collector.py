from __future__ import annotations

import gc
import platform
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from pvd_geo.ui.server import collector

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture(autouse=True)
def _thawed(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(collector, "_SEEN", set())
    gc.unfreeze()
    yield
    gc.unfreeze()


def test_first_run_of_a_page_sets_its_objects_aside() -> None:
    loaded = [[number] for number in range(1000)]
    collector.settle("carte")
    assert gc.get_freeze_count() > len(loaded)


def test_later_runs_leave_their_objects_to_the_collector() -> None:
    collector.settle("carte")
    kept = gc.get_freeze_count()
    later = [[number] for number in range(1000)]
    collector.settle("carte")
    assert gc.get_freeze_count() == kept
    assert gc.is_tracked(later)


def test_another_page_sets_aside_what_it_loads() -> None:
    collector.settle("carte")
    kept = gc.get_freeze_count()
    loaded = [[number] for number in range(1000)]
    collector.settle("rencontres")
    assert gc.get_freeze_count() >= kept + len(loaded)


POOLS = """
import ctypes, threading
from pathlib import Path
from pvd_geo.ui.server import collector
{first}
here, go = threading.Barrier(13), threading.Event()
def work():
    kept = [bytearray(50_000) for _ in range(20)]
    here.wait(), go.wait(), kept.clear()
threads = [threading.Thread(target=work) for _ in range(12)]
for thread in threads: thread.start()
here.wait()
c = ctypes.CDLL(None)
c.fopen.restype = ctypes.c_void_p
c.malloc_info.argtypes, c.fclose.argtypes = (ctypes.c_int, ctypes.c_void_p), (ctypes.c_void_p,)
told = c.fopen({told!r}.encode(), b"w")
c.malloc_info(0, told), c.fclose(told)
go.set()
print(Path({told!r}).read_text().count("<heap nr="))
"""


@pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="a word of glibc alone")
def test_a_crowd_of_threads_shares_few_pools(tmp_path: Path) -> None:
    def pools(first: str) -> int:
        script = POOLS.format(first=first, told=str(tmp_path / "told.xml"))
        ran = subprocess.run([sys.executable, "-c", script], check=True, capture_output=True)
        return int(ran.stdout)

    assert pools("collector.few_arenas()") <= 2 < pools("")
