"""What goes over Streamlit's websocket, read as the browser reads it."""

from __future__ import annotations

import base64
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

if TYPE_CHECKING:
    from playwright.sync_api import CDPSession

# Elements by what a visitor would call them; everything else on the page is "widgets and text".
PARTS = {"component_instance": "map"}
_BINARY = 2


def read(payload: bytes) -> ForwardMsg:
    """Read one message of the server's."""
    message = ForwardMsg()
    message.ParseFromString(payload)
    return message


def part(message: ForwardMsg) -> str:
    """Tell what a message is for: the map, the list, other elements, or Streamlit itself."""
    if message.WhichOneof("type") != "delta":
        return "protocol"
    if message.delta.WhichOneof("type") != "new_element":
        return "widgets and text"
    element = message.delta.new_element.WhichOneof("type")
    if element == "html" and "pvd-towns" in message.delta.new_element.html.body:
        return "list"
    return PARTS.get(str(element), "widgets and text")


def finished(message: ForwardMsg) -> bool:
    """Tell whether a message ends a run of the script or of a fragment."""
    return message.WhichOneof("type") == "script_finished"


@dataclass
class Traffic:
    """What one browser page received: by the websocket, and by requests."""

    frames: list[bytes] = field(default_factory=list)
    urls: dict[str, str] = field(default_factory=dict)
    wire: Counter[str] = field(default_factory=Counter)
    cached: set[str] = field(default_factory=set)

    def watch(self, session: CDPSession) -> None:
        """Listen to a page's network through the DevTools protocol."""
        session.on("Network.webSocketFrameReceived", self._on_frame)
        session.on("Network.requestWillBeSent", self._on_request)
        session.on("Network.requestServedFromCache", self._on_cache)
        session.on("Network.loadingFinished", self._on_finished)
        session.on("Network.responseReceived", self._on_response)
        session.send("Network.enable")

    def clear(self) -> None:
        """Forget what came so far."""
        self.frames.clear()
        self.urls.clear()
        self.wire.clear()
        self.cached.clear()

    def messages(self) -> list[ForwardMsg]:
        """Return the messages that came by the websocket."""
        return [read(frame) for frame in self.frames]

    def runs(self) -> int:
        """Return how many runs of the script, or of a fragment, came to their end."""
        return sum(map(finished, self.messages()))

    def websocket_bytes(self) -> Counter[str]:
        """Return the bytes that came by the websocket, by what they are for."""
        sums: Counter[str] = Counter()
        for frame in self.frames:
            sums[part(read(frame))] += len(frame)
        return sums

    def requests(self) -> list[str]:
        """Return the addresses that were asked of the network, not of the browser's cache."""
        return [
            url
            for request, url in self.urls.items()
            if request not in self.cached and url.startswith("http")
        ]

    def request_bytes(self) -> Counter[str]:
        """Return the bytes on the wire of requests, by who the files belong to."""
        sums: Counter[str] = Counter()
        for request, url in self.urls.items():
            sums[owner(url)] += self.wire[request]
        return sums

    def _on_frame(self, event: dict[str, Any]) -> None:
        frame = event["response"]
        if frame["opcode"] == _BINARY:
            self.frames.append(base64.b64decode(frame["payloadData"]))

    def _on_request(self, event: dict[str, Any]) -> None:
        self.urls[event["requestId"]] = event["request"]["url"]

    def _on_cache(self, event: dict[str, Any]) -> None:
        self.cached.add(event["requestId"])

    def _on_response(self, event: dict[str, Any]) -> None:
        if event["response"].get("fromDiskCache") or event["response"].get("fromPrefetchCache"):
            self.cached.add(event["requestId"])

    def _on_finished(self, event: dict[str, Any]) -> None:
        if event["requestId"] not in self.cached:
            self.wire[event["requestId"]] += int(event["encodedDataLength"])


def owner(url: str) -> str:
    """Tell whose file an address is: ours, the map component's, or Streamlit's."""
    if "/pvd/" in url or "/lib/" in url:
        return "own"
    if "/component/" in url:
        return "component"
    return "streamlit"
