"""Who signs in to the demonstration: a real OpenID Connect provider that believes everybody."""

from __future__ import annotations

import logging
import os
import threading
import warnings
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import jinja2
from werkzeug.serving import make_server

from demo.banner import CSS, SENTENCE

if TYPE_CHECKING:
    from collections.abc import Iterator

ADDRESS: Final = "127.0.0.1"
EDITOR, VISITOR = "anne", "eve"
EMAIL: Final = "anne@exemple.fr"
_TEMPLATES: Final = Path(__file__).parent / "templates"


@contextmanager
def running() -> Iterator[str]:
    """Serve the provider to this machine alone, on a port that is free; return its address."""
    os.environ["AUTHLIB_INSECURE_TRANSPORT"] = "1"  # plain HTTP never leaves the machine
    server = make_server(ADDRESS, 0, _application(), threaded=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://{ADDRESS}:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def _application() -> Any:  # noqa: ANN401 - Flask's, which ships with the provider
    # Libraries of the provider say what they will be called one day; werkzeug, each request.
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    with warnings.catch_warnings(record=True):
        import oidc_provider_mock  # noqa: PLC0415 - it speaks as it is imported
    application = oidc_provider_mock.app(
        user_claims=[
            oidc_provider_mock.User(sub=EDITOR, claims={"email": EMAIL, "email_verified": True}),
            oidc_provider_mock.User(sub=VISITOR, claims={"email": "eve@exemple.fr"}),
        ]
    )
    application.debug = False
    # Its debugger would run what a browser tells it to.
    application.wsgi_app = application.wsgi_app.app
    # Pages of ours in the place of its own, which ask another machine for their style.
    application.jinja_loader = jinja2.FileSystemLoader(_TEMPLATES)
    application.jinja_env.globals.update(banner=SENTENCE, css=CSS, editor=EDITOR, visitor=VISITOR)
    return application
