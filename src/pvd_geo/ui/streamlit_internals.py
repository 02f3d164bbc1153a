"""What Python takes from Streamlit and streamlit-folium beyond their public interfaces.

Nothing else in the package imports a module of theirs that is not documented. A release may take
any of it away: what the dashboard cannot do without then raises, in one line, before the server
starts; what it merely gains from is logged. ``tests/contract`` holds each of them to the
installed versions, with what style sheets and scripts know of Streamlit's page.
"""

from __future__ import annotations

import json
import logging
from contextlib import contextmanager
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from streamlit import auth_util, config, file_util
from streamlit import logger as streamlit_logger
from streamlit.elements import vega_charts
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.runtime import get_instance
from streamlit.runtime.scriptrunner import get_script_run_ctx
from streamlit.runtime.state.common import user_key_from_element_id
from streamlit.web.server import server_util
from streamlit.web.server.starlette import (
    starlette_app_utils,
    starlette_server_config,
    starlette_websocket,
)

from pvd_geo import upstream
from pvd_geo.errors import UpstreamError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    import altair as alt
    from streamlit.components.v1.custom_component import CustomComponent

COMPONENTS: Final = "/component/"
"""Below which address Streamlit serves the files of components."""
FILES: Final = "/static/"
"""Below which address Streamlit serves the files of its own page."""
SIGN_OUT: Final = "/auth/logout"
"""The address that takes the cookie of a sign-in from the browser."""

UPLOADS: Final = "/_stcore/upload_file/"
"""Below which address it takes files: the session's id and the file's follow."""
STREAM: Final = "/_stcore/stream"
"""The address of a session's websocket."""
METRICS: Final = "/_stcore/metrics"
"""The address of its own figures, which cost a walk through all that is in memory."""
_OF_EVERYBODY: Final = frozenset({"clear_cache", "load_git_info", "set_run_on_save"})
"""What one browser may say that empties the caches of all, or tells of the server's folder."""


def is_running_a_page() -> bool:
    """Tell whether a visitor's page, or a part of it, is what runs here."""
    return get_script_run_ctx(suppress_warning=True) is not None


def front_end() -> Path:
    """Return the folder of Streamlit's page, ``index.html``; its files lie in ``static``."""
    return Path(file_util.get_static_dir())


@cache
def map_component() -> CustomComponent:
    """Return streamlit-folium's component, which has no public name.

    Raises
    ------
    UpstreamError
        When streamlit-folium calls it by another name: the map could not be served.
    """
    with unwarned():
        module = import_module("streamlit_folium")
    try:
        component: CustomComponent = module._component_func  # noqa: SLF001
    except AttributeError:
        change = "streamlit_folium._component_func is gone, whose files the map's frame needs"
        raise UpstreamError("streamlit-folium", change) from None
    return component


def register_map_component() -> None:
    """Let the server know the files of the map's frame before the first session starts.

    A component that is imported outside a session is left unregistered.
    """
    get_instance().component_registry.register_component(map_component())


def went_back() -> bool:
    """Tell whether this run comes of the browser's back or forward button."""
    context = get_script_run_ctx()
    try:
        return context is not None and context.is_history_navigation
    except AttributeError:
        change = "ScriptRunContext.is_history_navigation is gone: the back button moves no filter"
        upstream.note("streamlit", change)
        return False


def specification(chart: alt.TopLevelMixin) -> dict[str, Any]:
    """Return a chart as `streamlit.vega_lite_chart` takes it, its tables as Arrow's bytes."""
    convert = getattr(vega_charts, "_convert_altair_to_vega_lite_spec", None)
    if convert is None:
        change = "vega_charts._convert_altair_to_vega_lite_spec is gone: charts go as text"
        upstream.note("streamlit", change)
    spec: dict[str, Any] = chart.to_dict() if convert is None else convert(chart)
    return spec


def held_by_browser() -> dict[str, str]:
    """Return the keys of fields that the browser sent a value of, with the names of their files.

    After its server was replaced a browser holds fields that the new one has not made yet.
    """
    context = get_script_run_ctx(suppress_warning=True)
    try:
        states = [] if context is None else context.session_state.get_widget_states()
    except AttributeError:
        change = "SafeSessionState.get_widget_states is gone: a replaced server forgets open forms"
        upstream.note("streamlit", change)
        return {}
    return {
        user_key_from_element_id(state.id) or "": "".join(
            file.name for file in state.file_uploader_state_value.uploaded_file_info
        )
        for state in states
    }


def claims(cookies: Mapping[str, str]) -> dict[str, Any]:
    """Return what the identity provider said of who sends these cookies.

    Returns
    -------
    dict
        What `streamlit.user` holds in a session of theirs; empty without a cookie that Streamlit
        signed.
    """
    secret = server_util.get_cookie_secret()

    def one(name: str) -> bytes | None:
        signed = cookies.get(name, "")
        return starlette_app_utils.decode_signed_value(secret, name, signed)

    name = starlette_server_config.USER_COOKIE_NAME
    said: dict[str, Any] = json.loads(auth_util.get_cookie_with_chunks(one, name) or "{}")
    return said


def user_of(session: str) -> dict[str, Any]:
    """Return what the identity provider said of who a session is; empty for an unknown one."""
    found = get_instance().get_app_session(session)
    return {} if found is None else dict(found._user_info)  # noqa: SLF001 - it has no public name


def keep_last_uploads(session: str, number: int) -> None:
    """Forget the files that a session brought, its last ones apart."""
    manager: Any = get_instance().uploaded_file_mgr
    files: Mapping[str, Any] = manager.file_storage.get(session, {})
    for file in list(files)[:-number]:
        manager.remove_file(session, file)


def concerns_everybody(said: bytes) -> bool:
    """Tell whether a browser's message would change or tell what is not its session's own."""
    message = BackMsg()
    try:
        message.ParseFromString(said)
    except Exception:  # noqa: BLE001 - protobuf's own; Streamlit closes the connection
        return False
    return message.WhichOneof("type") in _OF_EVERYBODY


def without_script_path(told: bytes) -> bytes:
    """Return a message of the server's without the place of the main script."""
    message = ForwardMsg()
    message.ParseFromString(told)
    if message.WhichOneof("type") != "new_session":
        return told
    message.new_session.main_script_path = Path(message.new_session.main_script_path).name
    mended: bytes = message.SerializeToString()
    return mended


def allow_hosts(names: Iterable[str]) -> None:
    """Serve under these names; those that the operator gave Streamlit itself come first."""
    if not config.is_manually_set("server.allowedHosts"):
        config.set_option("server.allowedHosts", list(names))


def is_host_allowed(host: str | None) -> bool:
    """Tell whether a request names a host that we are served under."""
    return starlette_websocket.is_host_allowed(host)


def public_origin() -> str:
    """Return where browsers find the dashboard, as the provider is told; empty without one."""
    return auth_util.get_origin_from_redirect_uri() or ""


def log_through_root() -> None:
    """Have all that Streamlit logs written by the root's handlers alone.

    It gives each logger of its modules a handler of its own: those of modules that are loaded
    later too, and all of them anew once its settings are read.
    """
    named: dict[str, logging.Logger] | None = getattr(streamlit_logger, "_loggers", None)
    if named is None or not hasattr(streamlit_logger, "setup_formatter"):
        upstream.note(
            "streamlit", "streamlit.logger is made otherwise: its lines may be written twice"
        )
        return
    streamlit_logger.setup_formatter = _through_root
    for logger in named.values():
        _through_root(logger)


def _through_root(logger: logging.Logger) -> None:
    logger.handlers.clear()
    logger.propagate = True


@contextmanager
def unwarned() -> Iterator[None]:
    """Keep Streamlit from warning of what runs outside a session, as it does at an import."""
    logger = logging.getLogger(get_script_run_ctx.__module__)
    level = logger.level
    logger.setLevel(logging.ERROR)
    try:
        yield
    finally:
        logger.setLevel(level)
