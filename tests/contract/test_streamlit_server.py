"""Streamlit's server: what our Python takes of it beyond its public interface, and works around.

Covers: ui.streamlit_internals.
"""

from __future__ import annotations

import ast
import asyncio
import inspect
import logging
import queue
import socket
import tomllib
from contextlib import closing
from http.cookies import SimpleCookie
from logging.handlers import QueueHandler
from types import SimpleNamespace
from typing import TYPE_CHECKING
from uuid import uuid4

import altair as alt
import pandas as pd
import pytest
import streamlit as st
from starlette.responses import Response
from streamlit import config
from streamlit import logger as streamlit_logger
from streamlit.elements import vega_charts
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.runtime import app_session
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager
from streamlit.runtime.scriptrunner import get_script_run_ctx, script_runner
from streamlit.runtime.scriptrunner_utils.script_run_context import ScriptRunContext
from streamlit.runtime.state.safe_session_state import SafeSessionState
from streamlit.runtime.uploaded_file_manager import UploadedFileRec
from streamlit.web.server.starlette import (
    starlette_auth_routes,
    starlette_routes,
    starlette_server,
    starlette_websocket,
)

from harness.server import ROOT
from harness.upstream import changed
from pvd_geo import upstream
from pvd_geo.ui import streamlit_internals

if TYPE_CHECKING:
    from collections.abc import Iterator

PUBLIC = {"streamlit", "streamlit.starlette"}
"""Its documented modules that we import."""


@pytest.fixture
def _said_again() -> None:
    upstream.note.cache_clear()


def imported(text: str) -> Iterator[str]:
    """Yield the modules that a program imports when it runs; types may be anybody's."""
    program = ast.parse(text)
    checked = [one for one in ast.walk(program) if isinstance(one, ast.If)]
    for_types = {
        inner
        for one in checked
        if isinstance(one.test, ast.Name) and one.test.id == "TYPE_CHECKING"
        for inner in ast.walk(one)
    }
    for node in set(ast.walk(program)) - for_types:
        if isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
        elif isinstance(node, ast.Import):
            yield from (name.name for name in node.names)


def test_one_module_reaches_into_streamlit() -> None:
    files = [ROOT / "app.py", *(ROOT / "pages").glob("*.py"), *(ROOT / "src").rglob("*.py")]
    reaching = {
        file.name
        for file in files
        for name in imported(file.read_text("utf-8"))
        if name.partition(".")[0] == "streamlit" and name not in PUBLIC
    }
    assert reaching == {"streamlit_internals.py"}


def test_the_page_lies_where_it_is_looked_for() -> None:
    for place in ("index.html", "static/js", "static/css"):
        there = (streamlit_internals.front_end() / place).exists()
        assert there, changed("streamlit", f"{place} has moved within its package")


def test_files_have_their_addresses() -> None:
    served = (starlette_routes.BASE_ROUTE_COMPONENT, starlette_routes.BASE_ROUTE_STATIC)
    ours = (streamlit_internals.COMPONENTS, streamlit_internals.FILES)
    assert ours == tuple(f"/{name}/" for name in served), changed(
        "streamlit", f"it serves components and files below {served}"
    )


def test_signing_out_has_its_address() -> None:
    theirs = [route.path for route in starlette_auth_routes.create_auth_routes("")]
    line = "it signs out at another address: pvd_geo.ui.server.sign_out ends nothing any more"
    assert streamlit_internals.SIGN_OUT in theirs, changed("streamlit", line)


def test_the_cookie_of_a_sign_in_is_read_as_it_is_written() -> None:
    # Long enough to be written in pieces.
    said = {"sub": "anne", "is_logged_in": True, "groups": [uuid4().hex for _ in range(300)]}
    answer = Response()
    asyncio.run(starlette_auth_routes._set_auth_cookie(answer, said, {}))
    cookies = SimpleCookie("\n".join(answer.headers.getlist("set-cookie")))
    line = "it writes the cookie of a sign-in in another way: streamlit_internals.claims"
    read = streamlit_internals.claims({name: each.value for name, each in cookies.items()})
    assert read == said, changed("streamlit", line)
    assert len(cookies) > 2, changed("streamlit", line)


def test_its_cookies_of_a_sign_in_are_not_secure_by_themselves() -> None:
    answer = Response()
    asyncio.run(starlette_auth_routes._set_auth_cookie(answer, {}, {}))
    line = "its cookies are secure by themselves: pvd_geo.ui.server.cookies may be able to go"
    assert "secure" not in str(answer.headers).lower(), changed("streamlit", line)


def test_what_strangers_may_not_have_has_its_addresses() -> None:
    theirs = (
        f"/{starlette_routes.BASE_ROUTE_UPLOAD_FILE}/",
        f"/{starlette_websocket._ROUTE_WEBSOCKET_STREAM}",
        f"/{starlette_routes.ROUTE_METRICS}",
    )
    ours = (
        streamlit_internals.UPLOADS,
        streamlit_internals.STREAM,
        streamlit_internals.METRICS,
    )
    line = f"it serves uploads, sessions and figures at {theirs}: see pvd_geo.ui.server.strangers"
    assert ours == theirs, changed("streamlit", line)


@pytest.mark.parametrize("kind", sorted(streamlit_internals._OF_EVERYBODY))
def test_a_message_that_concerns_everybody_is_known(kind: str) -> None:
    message = BackMsg()
    setattr(message, kind, True)
    line = f"no message {kind} any more: see streamlit_internals.concerns_everybody"
    known = streamlit_internals.concerns_everybody(message.SerializeToString())
    assert known, changed("streamlit", line)


def test_other_messages_pass() -> None:
    message = BackMsg()
    message.rerun_script.page_name = "saisie"
    for said in (message.SerializeToString(), b"", b"\xff\xff nonsense"):
        assert not streamlit_internals.concerns_everybody(said)


def test_a_session_says_who_its_user_is() -> None:
    line = "AppSession._user_info is gone: nobody can upload (streamlit_internals.user_of)"
    assert "_user_info" in inspect.getsource(app_session.AppSession.__init__), changed(
        "streamlit", line
    )


def test_uploads_are_kept_by_session_oldest_first(monkeypatch: pytest.MonkeyPatch) -> None:
    manager = MemoryUploadedFileManager("/upload")
    for name in ("one", "two", "three"):
        manager.add_file("mine", UploadedFileRec(name, name, "text/csv", b"x"))
    runtime = SimpleNamespace(uploaded_file_mgr=manager)
    monkeypatch.setattr(streamlit_internals, "get_instance", lambda: runtime)
    streamlit_internals.keep_last_uploads("mine", 2)
    streamlit_internals.keep_last_uploads("unknown", 2)
    assert list(manager.file_storage["mine"]) == ["two", "three"], changed(
        "streamlit", "it keeps uploads otherwise: streamlit_internals.keep_last_uploads"
    )


def test_a_run_says_whether_the_user_went_back() -> None:
    gone = "ScriptRunContext.is_history_navigation is gone, which pvd_geo.ui.address goes by"
    assert "is_history_navigation" in ScriptRunContext.__dataclass_fields__, changed(
        "streamlit", gone
    )


@pytest.mark.usefixtures("_said_again")
def test_without_it_the_log_says_so_once(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(streamlit_internals, "get_script_run_ctx", object)
    assert not streamlit_internals.went_back()
    assert not streamlit_internals.went_back()
    (line,) = caplog.messages
    assert "is_history_navigation is gone" in line
    assert "\n" not in line


@pytest.mark.usefixtures("_said_again")
def test_without_what_the_browser_holds_the_log_says_so(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    gone = "SafeSessionState.get_widget_states is gone: open forms do not outlive their server"
    assert callable(getattr(SafeSessionState, "get_widget_states", None)), changed(
        "streamlit", gone
    )
    monkeypatch.setattr(streamlit_internals, "get_script_run_ctx", lambda **_: object())
    assert streamlit_internals.held_by_browser() == {}
    (line,) = caplog.messages
    assert "get_widget_states is gone" in line


def test_a_chart_is_made_into_what_its_page_takes() -> None:
    made = "vega_charts._convert_altair_to_vega_lite_spec is gone: charts go as text"
    assert hasattr(vega_charts, "_convert_altair_to_vega_lite_spec"), changed("streamlit", made)
    chart = alt.Chart(pd.DataFrame({"n": [1, 2]})).mark_bar().encode(x="n:Q")
    spec = streamlit_internals.specification(chart)
    (data,) = spec["datasets"].values()
    assert isinstance(data, bytes), changed("streamlit", "tables of charts are no longer Arrow's")


@pytest.mark.usefixtures("_said_again")
def test_without_its_way_a_chart_goes_as_text(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.delattr(vega_charts, "_convert_altair_to_vega_lite_spec")
    chart = alt.Chart(pd.DataFrame({"n": [1, 2]})).mark_bar().encode(x="n:Q")
    (rows,) = streamlit_internals.specification(chart)["datasets"].values()
    assert rows == [{"n": 1}, {"n": 2}]
    assert "charts go as text" in caplog.messages[0]


def test_its_warning_of_imports_outside_a_session_is_held_back() -> None:
    logger = logging.getLogger(get_script_run_ctx.__module__)
    seen: queue.SimpleQueue[logging.LogRecord] = queue.SimpleQueue()
    watch = QueueHandler(seen)
    logger.addHandler(watch)
    try:
        with streamlit_internals.unwarned():
            get_script_run_ctx()
        assert seen.empty(), changed(
            "streamlit", "it warns of imports in the name of another module"
        )
        get_script_run_ctx()
        line = "it no longer warns outside a session: streamlit_internals.unwarned can go"
        assert not seen.empty(), changed("streamlit", line)
    finally:
        logger.removeHandler(watch)


def test_it_collects_garbage_after_each_run_unless_it_is_told_not_to() -> None:
    line = "it no longer collects garbage after each run: runner.postScriptGC can go"
    assert "gc.collect" in inspect.getsource(script_runner), changed("streamlit", line)
    assert config._config_options_template["runner.postScriptGC"].default_val, changed(
        "streamlit", line
    )
    assert st.get_option("runner.postScriptGC") is False


def test_its_sockets_hold_answers_back() -> None:
    with (
        closing(starlette_server._bind_socket("127.0.0.1", 0, 1)) as listening,
        closing(socket.create_connection(listening.getsockname())),
    ):
        listening.setblocking(True)  # noqa: FBT003 - the name of the argument is a flag
        with closing(listening.accept()[0]) as accepted:
            at_once = accepted.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)
    line = "its sockets send at once: pvd_geo.ui.server.sockets can go"
    assert not at_once, changed("streamlit", line)


def test_it_has_every_option_that_is_set() -> None:
    def options(table: dict[str, object], above: str = "") -> Iterator[str]:
        for name, value in table.items():
            if isinstance(value, dict):
                yield from options(value, f"{above}{name}.")
            else:
                yield above + name

    chosen = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text("utf-8"))
    for option in options(chosen):
        try:
            st.get_option(option)
        except RuntimeError:
            pytest.fail(changed("streamlit", f"it has no option {option} any more"))


def test_each_of_its_loggers_is_made_by_one_function() -> None:
    line = "streamlit.logger makes its loggers otherwise: streamlit_internals.log_through_root"
    assert callable(getattr(streamlit_logger, "setup_formatter", None)), changed("streamlit", line)
    assert isinstance(streamlit_logger._loggers, dict), changed("streamlit", line)
    source = inspect.getsource(streamlit_logger.get_logger)
    # Ours comes after the line that keeps a logger from the root's handlers.
    kept, ours = source.find("propagate = False"), source.find("setup_formatter(logger)")
    assert 0 < kept < ours, changed("streamlit", line)
