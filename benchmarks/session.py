"""A visitor without a browser: speaks Streamlit's protocol, keeps what the page would keep."""

from __future__ import annotations

import asyncio
import base64
import json
import re
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Self

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState
from websockets.asyncio.client import ClientConnection, connect
from websockets.typing import Subprotocol

from harness import wire

if TYPE_CHECKING:
    from benchmarks.served import Served
    from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

_LIMIT = 120.0
_COUNT = re.compile(r"(\d[\d\s]*)\scommunes?\b")
_FLAGS = re.compile(r'"shown":"([^"]*)"')


class WrongAnswerError(Exception):
    """The page did not show the towns of the region that was asked for."""


@dataclass
class Session:
    """One open page."""

    socket: ClientConnection
    served: Served
    script_hash: str = ""
    region_id: str = ""
    fragment_id: str = ""
    states: dict[str, WidgetState] = field(default_factory=dict)
    received: int = 0

    @classmethod
    async def open(cls, served: Served) -> Self:
        """Connect and let the page run once."""
        address = served.url.replace("http", "ws", 1) + "/_stcore/stream"
        socket = await connect(
            address,
            subprotocols=[Subprotocol("streamlit")],
            max_size=None,
            compression=None,
        )
        session = cls(socket, served)
        await session._run()
        if not session.region_id:
            raise WrongAnswerError(f"No list of regions at {served.page}")
        return session

    async def close(self) -> None:
        """Leave the page."""
        await self.socket.close()

    async def choose(self, region: str) -> float:
        """Choose a region and return the seconds until the script has ended.

        Raises
        ------
        WrongAnswerError
            When what came back does not speak of that region's number of towns.
        """
        self.states[self.region_id] = WidgetState(id=self.region_id, string_value=region)
        began = time.perf_counter()
        messages = await self._run()
        took = time.perf_counter() - began
        expected = self.served.regions[region]
        shown = [count for message in messages if (count := _counts(message))]
        # Map and text must agree: each says this region's number, whatever else it says.
        if not shown or any(expected not in count for count in shown):
            raise WrongAnswerError(f"{region}: expected {expected} towns, found {shown}")
        return took

    async def _run(self) -> list[ForwardMsg]:
        ask = BackMsg()
        client = ask.rerun_script
        client.page_script_hash = self.script_hash
        if not self.script_hash:
            client.page_name = self.served.program.page
        client.fragment_id = self.fragment_id
        client.widget_states.widgets.extend(self.states.values())
        client.context_info.url = self.served.page
        client.context_info.locale = "fr-FR"
        await self.socket.send(ask.SerializeToString())
        messages = []
        async with asyncio.timeout(_LIMIT):
            while True:
                payload = await self.socket.recv(decode=False)
                self.received += len(payload)
                message = wire.read(payload)
                messages.append(message)
                self._learn(message)
                if wire.finished(message):
                    return messages

    def _learn(self, message: ForwardMsg) -> None:
        kind = message.WhichOneof("type")
        if kind == "new_session":
            self.script_hash = message.new_session.page_script_hash
        elif kind == "delta" and message.delta.WhichOneof("type") == "new_element":
            element = message.delta.new_element
            if element.WhichOneof("type") == "selectbox" and element.selectbox.label == "Région":
                self.region_id = element.selectbox.id
                self.fragment_id = message.delta.fragment_id


def _counts(message: ForwardMsg) -> set[int]:
    """Return the numbers of towns that a message shows on the map or says in a text."""
    if message.WhichOneof("type") != "delta":
        return set()
    kind = message.delta.new_element.WhichOneof("type")
    if kind is None:
        return set()
    element = getattr(message.delta.new_element, kind)
    if kind == "component_instance":
        layer = json.loads(element.json_args).get("feature_group") or ""
        return {_bits(flags) for flags in _FLAGS.findall(layer)}
    found = _COUNT.findall(getattr(element, "body", ""))
    return {int(re.sub(r"\D", "", number)) for number in found}


def _bits(flags: str) -> int:
    return int.from_bytes(base64.b64decode(flags)).bit_count()
