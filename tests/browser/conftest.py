"""The app, started as the README says, and a real Chromium in front of it."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from harness.chromium import DESKTOP, EMBEDDING, Guard, launched
from harness.processes import free_port, stop
from harness.programs import missing
from harness.server import ROOT, Server, running_server, start

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator

    from playwright.sync_api import Browser, BrowserContext, Page

RESULTS = ROOT / "test-results"
PATIENCE = 300_000  # milliseconds; a loaded machine is slow, not wrong


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = Path(__file__).parent
    for item in items:
        if item.path.is_relative_to(here):
            item.add_marker(pytest.mark.browser)
    # Last: Playwright keeps an event loop running in the thread from its first test on, in which
    # no test can start a loop of its own. And what needs no browser fails sooner.
    items.sort(key=lambda item: item.path.is_relative_to(here))


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Return one server for all tests that do not need a fresh one.

    It shows its figures, and `EMBEDDING` may show its charts.
    """
    log, figures = tmp_path_factory.mktemp("server") / "server.log", f"127.0.0.1:{free_port()}"
    with running_server(log, PVD_METRICS=figures, PVD_EMBED_SITES=EMBEDDING) as running:
        yield running


@pytest.fixture(scope="session")
def cold_servers(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Iterator[Server]]:
    """Return servers that nobody has visited, one for each test that wants one.

    The next one starts while a test looks at the one before, so that none waits for it.
    """
    wanted = sum(
        "cold_server" in getattr(item, "fixturenames", ()) for item in request.session.items
    )
    started: list[Server] = []

    def start_next() -> None:
        if len(started) < wanted:
            started.append(start(tmp_path_factory.mktemp("cold") / "server.log"))

    def each() -> Iterator[Server]:
        start_next()
        for server in started:
            start_next()
            yield server

    yield each()
    for server in started:
        stop(server.process)


@pytest.fixture
def cold_server(cold_servers: Iterator[Server]) -> Iterator[Server]:
    """Return a server that nobody has visited; name it before `page`, which closes first."""
    server = next(cold_servers)
    yield server.wait()
    server.process.terminate()  # the session waits for its end


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Return the machine's Chromium, else Playwright's own."""
    from playwright.sync_api import Error, expect, sync_playwright  # noqa: PLC0415

    expect.set_options(timeout=PATIENCE)

    with sync_playwright() as playwright:
        try:
            chromium = launched(playwright, windowless=True)
        except Error as error:
            missing(f"Chromium ({error.message.splitlines()[0]})")
        yield chromium
        chromium.close()


@pytest.fixture
def guard() -> Guard:
    """Return the watch over the test's pages; a test may empty a list it explains."""
    return Guard()


@pytest.fixture
def context_options() -> dict[str, Any]:
    """Return the browser context's options; a test may replace the fixture or parametrize it."""
    return {"viewport": DESKTOP, "locale": "fr-FR", "color_scheme": "light"}


@pytest.fixture
def context(
    browser: Browser, guard: Guard, context_options: dict[str, Any], request: pytest.FixtureRequest
) -> Iterator[BrowserContext]:
    """Return a fresh browser profile, watched; leave screenshots when the test fails."""
    context = browser.new_context(**context_options)
    context.set_default_timeout(PATIENCE)
    guard.watch(context)
    yield context
    report = request.node.stash.get(REPORT, None)
    if report is not None and report.failed:
        RESULTS.mkdir(exist_ok=True)
        name = re.sub(r"[^\w.-]+", "-", request.node.name)
        for number, page in enumerate(context.pages):
            page.screenshot(path=RESULTS / f"{name}-{number}.png", full_page=True)
    context.close()
    if report is not None and report.passed:
        guard.check()


@pytest.fixture
def browser_context_again(
    browser: Browser, guard: Guard, context_options: dict[str, Any]
) -> Iterator[BrowserContext]:
    """Return a second browser profile, as somebody else's who was sent a link."""
    context = browser.new_context(**context_options)
    context.set_default_timeout(PATIENCE)
    guard.watch(context)
    yield context
    context.close()


@pytest.fixture
def page(context: BrowserContext) -> Page:
    """Return a blank page of the watched profile."""
    return context.new_page()


REPORT = pytest.StashKey[pytest.TestReport]()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item,
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    if report.when == "call":
        item.stash[REPORT] = report
    return report
