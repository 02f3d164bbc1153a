"""A real Chromium, and what a page of ours must not do in it."""

from __future__ import annotations

import re
import shutil
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import (
        Browser,
        BrowserContext,
        ConsoleMessage,
        Page,
        Playwright,
        Request,
        ViewportSize,
    )

CHROMIUM_ARGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
WINDOWED = ("chromium", "chromium-browser", "google-chrome")
SHELL = "chromium-headless-shell"
"""The same engine without the window around a page, which is a page of its own to draw."""
EMBEDDING = "http://127.0.0.1:*"
"""Sites that may show charts of the server that tests share; that server is at localhost."""
DESKTOP: ViewportSize = {"width": 1440, "height": 900}
PHONE: ViewportSize = {"width": 390, "height": 844}

# Console messages that are not ours to mend: text of the message, and why.
ALLOWED_CONSOLE = (
    # Streamlit's frames ask for sensors that Chromium's desktop build does not know.
    re.compile(r"Unrecognized feature: "),
    # Said by Chromium of streamlit-folium's frame, which Streamlit writes so.
    re.compile(r"An iframe which has both allow-scripts and allow-same-origin"),
    # Streamlit listens to a component's frame between two effects of React's; the word of a frame
    # that is just coming or going meets nobody. A map that stays away fails its test by itself.
    re.compile(r"Received component message for unregistered ComponentInstance"),
)


def launched(playwright: Playwright, *, windowless: bool = False) -> Browser:
    """Start the machine's own Chromium, without a window where wanted, else Playwright's."""
    names = (SHELL, *WINDOWED) if windowless else (*WINDOWED, SHELL)
    found = next(filter(None, map(shutil.which, names)), None)
    return playwright.chromium.launch(executable_path=found, args=list(CHROMIUM_ARGS))


@dataclass
class Guard:
    """What a page must not do: ask another machine, or complain on the console."""

    outside: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def watch(self, context: BrowserContext) -> None:
        context.on("request", self._on_request)
        context.on("console", self._on_console)
        context.on("weberror", lambda error: self.complaints.append(str(error.error)))

    def _on_request(self, request: Request) -> None:
        if not re.match(
            r"(?:https?|wss?)://(?:localhost|127\.0\.0\.1)[:/]|data:|blob:|about:", request.url
        ):
            self.outside.append(request.url)

    def _on_console(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"} and not any(
            allowed.search(message.text) for allowed in ALLOWED_CONSOLE
        ):
            self.complaints.append(f"{message.type}: {message.text} ({message.location['url']})")

    def check(self) -> None:
        assert self.outside == []
        assert self.complaints == []


def settled(page: Page) -> None:
    """Wait until the script has run to its end and the page shows the result."""
    page.locator(".stApp[data-test-script-state='notRunning']").wait_for()
    page.locator(".stApp[data-test-connection-state='CONNECTED']").wait_for()
    page.locator("html:not(.pvd-arriving)").wait_for(state="attached")


# Not Playwright's "networkidle": a request that a frame takes along as it goes holds it forever.
# Nor its wait_for_function, which a page's Content-Security-Policy forbids.
_AT_REST = """async () => {
    const last = () =>
      Math.max(0, ...performance.getEntriesByType('resource').map((each) => each.responseEnd));
    while (document.readyState !== 'complete' || performance.now() - last() < 500) {
      await new Promise((done) => setTimeout(done, 50));
    }
}"""


def at_rest(page: Page) -> None:
    """Wait until half a second has passed since the last answer that the page asked for."""
    page.evaluate(_AT_REST)


def choose(page: Page, label: str, option: str) -> None:
    """Choose an option of a selectbox by its label."""
    page.get_by_role("combobox", name=label).click()
    page.get_by_role("option", name=option, exact=True).click()
