"""Take docs/screenshots anew: every page of the menu, two widths, both themes.

Usage: python scripts/screenshots.py [page ...], a page being the name of its script.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "tests"))

from harness.chromium import CHROMIUM_ARGS, DESKTOP, PHONE, settled  # noqa: E402
from harness.server import running_server  # noqa: E402
from pvd_geo.ui import navigation  # noqa: E402

FOLDER = ROOT / "docs" / "screenshots"
LIKE_A_VISIT = {"towns": "?region=53&theme=habitat", "my_area": "?region=53"}
"""What is chosen on a page, where the bare page would show too little."""


def main(wanted: list[str]) -> None:
    """Start the dashboard and photograph its pages."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    found = shutil.which("chromium") or shutil.which("google-chrome")
    with (
        tempfile.TemporaryDirectory() as folder,
        running_server(Path(folder) / "log") as server,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(executable_path=found, args=list(CHROMIUM_ARGS))
        for entry in navigation.entries():
            name = entry.file.removesuffix(".py")
            if not wanted or name in wanted:
                _photograph(
                    browser, f"{server.url}/{entry.url_path}{LIKE_A_VISIT.get(name, '')}", name
                )
        browser.close()


def _photograph(browser: Browser, url: str, name: str) -> None:
    for size in (DESKTOP, PHONE):
        for scheme in ("light", "dark"):
            context = browser.new_context(viewport=size, color_scheme=scheme, locale="fr-FR")
            page = context.new_page()
            page.goto(url)
            page.locator("footer").wait_for(timeout=60_000)
            settled(page)
            page.wait_for_load_state("networkidle")
            # Maps and charts draw themselves after the last answer has come.
            page.wait_for_timeout(1500)
            page.screenshot(path=FOLDER / f"{name}-{size['width']}-{scheme}.png")
            context.close()


if __name__ == "__main__":
    main(sys.argv[1:])
