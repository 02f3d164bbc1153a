"""What is counted, and that nothing of who asks is.

Covers: ui.shared.metrics.
"""

from __future__ import annotations

import urllib.request

import anyio
import httpx
import pytest
from prometheus_client import generate_latest
from prometheus_client.parser import text_string_to_metric_families
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from harness.processes import GIVE_UP, free_port
from pvd_geo.ui.server.observed import FAILED, Observed, failed
from pvd_geo.ui.shared import metrics


def page(_request: object) -> Response:
    return PlainTextResponse("page")


def broken(_request: object) -> Response:
    raise ZeroDivisionError


SITE = Observed(
    Starlette(
        routes=[
            Route("/pvd/carte", page),
            Route("/pvd/data/communes.csv", broken),
            Route(f"/pvd{FAILED}{{kind}}", failed, methods=["POST"]),
        ]
    ),
    base="/pvd",
)


def asked(path: str, method: str = "GET", **head: str) -> httpx.Response:
    async def ask() -> httpx.Response:
        transport = httpx.ASGITransport(app=SITE, raise_app_exceptions=False)
        async with httpx.AsyncClient(transport=transport, base_url="http://t") as client:
            return await client.request(method, path, headers=head)

    return anyio.run(ask)


def counted(name: str, **labels: str) -> float:
    return metrics.REGISTRY.get_sample_value(name, labels) or 0.0


@pytest.mark.parametrize(
    ("path", "kind", "status"),
    [
        ("/pvd/carte?region=53", "page", "200"),
        ("/pvd/data/communes.csv", "data", "500"),
        ("/pvd/rien/du/tout", "page", "404"),
    ],
)
def test_requests_are_counted_by_kind_and_status(path: str, kind: str, status: str) -> None:
    before = counted("pvd_requests_total", kind=kind, status=status)
    asked(path)
    assert counted("pvd_requests_total", kind=kind, status=status) == before + 1
    assert "region" not in generate_latest(metrics.REGISTRY).decode()


def test_an_error_in_a_browser_is_counted_by_its_kind_alone() -> None:
    before = counted("pvd_front_end_errors_total", kind="script")
    assert asked(f"/pvd{FAILED}script", "POST").status_code == 204
    assert counted("pvd_front_end_errors_total", kind="script") == before + 1
    assert asked(f"/pvd{FAILED}anything", "POST").status_code == 404


def test_a_request_has_the_id_of_the_proxy_or_one_of_its_own() -> None:
    given = "0123456789abcdef" * 2
    assert asked("/pvd/carte", **{"x-request-id": given}).headers["x-request-id"] == given
    forged = asked("/pvd/carte", **{"x-request-id": "a\tb"}).headers["x-request-id"]
    assert len(forged) == 32
    assert forged != asked("/pvd/carte").headers["x-request-id"]


def test_figures_have_an_address_of_their_own_in_prometheus_format() -> None:
    port = free_port()
    end = metrics.serve(f"127.0.0.1:{port}")
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/metrics", timeout=GIVE_UP) as answer:
            text = answer.read().decode()
    finally:
        end()
    families = {family.name for family in text_string_to_metric_families(text)}
    wanted = {"pvd_requests", "pvd_sessions", "pvd_run_seconds", "pvd_map_wait_seconds"}
    wanted |= {"pvd_imports", "pvd_store_seconds", "process_resident_memory_bytes"}
    assert wanted <= families


def test_what_takes_time_is_measured_however_it_ends() -> None:
    histogram = metrics.RUN_SECONDS.labels("carte", "part")
    before = counted("pvd_run_seconds_count", page="carte", part="part")
    with pytest.raises(KeyError), metrics.timed(histogram):
        raise KeyError
    assert counted("pvd_run_seconds_count", page="carte", part="part") == before + 1
