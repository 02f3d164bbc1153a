"""Try an image as an operator runs it: no rights, nothing to write, two replicas behind the proxy.

Containers need not run on this machine: the image's file system is entered by ``chroot``, bound
read-only, as user 1000. Needs root, buildah, nginx and a Chromium.

    python scripts/try_image.py pvd-geo:0.2.0
"""

from __future__ import annotations

import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from playwright.sync_api import sync_playwright
from proxied import proxy, run, wait

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Response

PAGES = {
    "": "Vue d’ensemble",
    "carte?region=53": "Carte des communes",
    "rencontres": "Rencontres",
    "frequentation": "Fréquentation",
}
REPLICAS = (8591, 8592)
PROXY = 8543
ENTER = """
mount --bind {root} {root} && mount -o remount,bind,ro {root} &&
mount --bind {volume} {root}/var/lib/pvd && mount -t proc proc {root}/proc &&
mount -t tmpfs tmpfs {root}/tmp && exec chroot --userspec=1000:1000 {root} /usr/bin/env -i
HOME=/var/lib/pvd PATH=/app/.venv/bin:/usr/bin:/bin PYTHONDONTWRITEBYTECODE=1
PVD_DATABASE_URL=sqlite:////var/lib/pvd/pvd.sqlite STREAMLIT_SERVER_BASE_URL_PATH={base}
/bin/sh -c 'cd /app && exec streamlit run app.py --server.address 127.0.0.1 --server.port {port}'
"""


def main(image: str) -> int:
    """Try the image under ``/`` and under ``/pvd``; print what was seen."""
    with ExitStack() as stack:
        root = stack.enter_context(mounted(image))
        work = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        work.chmod(0o755)
        for base in ("", "pvd"):
            try_below(root, work / (base or "root"), base)
    say("The image holds.")
    return 0


def try_below(root: Path, work: Path, base: str) -> None:
    """Start two replicas and the proxy at a path, open the pages, stop one, stop both."""
    volume = work / "volume"
    volume.mkdir(parents=True)
    shutil.chown(volume, 1000, 1000)
    path = f"/{base}" if base else ""
    with ExitStack() as stack:
        replicas = [
            stack.enter_context(replica(root, volume, base, port, work)) for port in REPLICAS
        ]
        for port in REPLICAS:
            say(f"  replica ready after {wait(f'http://127.0.0.1:{port}{path}/pvd/ready'):.1f} s")
        stack.enter_context(proxy(work, REPLICAS, PROXY, path))
        browser = stack.enter_context(chromium())
        address = f"https://localhost:{PROXY}{path}"
        look(browser, address)
        stop(replicas[0])
        look(browser, address)
        say("  all pages again with one replica gone")
        say(f"  the other stopped within {stop(replicas[1]):.1f} s of the signal")


def look(browser: Browser, address: str) -> None:
    """Open each page as a new visitor; its heading and, for Bretagne, its count must be there."""
    context = browser.new_context(ignore_https_errors=True)
    page = context.new_page()
    refused: list[str] = []

    def note(answer: Response) -> None:
        if answer.status >= 400:
            refused.append(answer.url)

    page.on("response", note)
    for path, heading in PAGES.items():
        page.goto(f"{address}/{path}")
        page.get_by_role("heading", name=heading, level=1).wait_for()
        page.locator(".stApp[data-test-script-state='notRunning']").wait_for()
        if path.startswith("carte"):
            page.get_by_text(re.compile("134 communes")).first.wait_for()
    context.close()
    if refused:
        raise SystemExit(f"Refused: {refused}")
    say(f"  {len(PAGES)} pages at {address}")


@contextmanager
def mounted(image: str) -> Iterator[Path]:
    """Mount an image's file system."""
    container = run("buildah", "from", image)
    try:
        yield Path(run("buildah", "mount", container))
    finally:
        run("buildah", "rm", container)


@contextmanager
def replica(
    root: Path, volume: Path, base: str, port: int, work: Path
) -> Iterator[subprocess.Popen[bytes]]:
    """Start the dashboard of the image, with no right and one folder to write to."""
    script = ENTER.format(root=root, volume=volume, base=base, port=port).replace("\n", " ")
    with (work / f"{port}.log").open("wb") as log:
        process = subprocess.Popen(
            ["unshare", "--mount", "sh", "-c", script], stdout=log, stderr=subprocess.STDOUT
        )
    try:
        yield process
    finally:
        process.kill()
        process.wait()


@contextmanager
def chromium() -> Iterator[Browser]:
    """Start the machine's Chromium."""
    path = shutil.which("chromium") or shutil.which("chromium-browser")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=path,
            args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
        )
        yield browser
        browser.close()


def stop(process: subprocess.Popen[bytes]) -> float:
    """Stop a replica as a platform does; return the seconds that it took."""
    started = time.monotonic()
    process.send_signal(signal.SIGTERM)
    process.wait(timeout=30)
    return time.monotonic() - started


def say(line: str) -> None:
    """Print a line."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
