"""A limit on the whole of a request, wherever it hangs.

The time-outs of httpx are for each read: a server that sends a byte now and then, in its headers
or in its body, never meets them. So the connection is cut under the request when its time is up.
"""

import socket
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from typing import Any

import httpx

from ingest.sources.errors import RequestError

_CONNECTED = (".connect_tcp.complete", ".start_tls.complete")


class Deadline:
    """Knows the connections of one client, of which one request runs at a time."""

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._streams: list[Any] = []  # httpcore.NetworkStream

    def note(self, event: str, info: Mapping[str, Any]) -> None:
        """Learn of a connection; httpcore calls this as the request's "trace" extension."""
        if event.endswith(_CONNECTED):
            self._streams = [s for s in self._streams if _socket(s).fileno() >= 0]
            self._streams.append(info["return_value"])

    @contextmanager
    def running(self) -> Iterator[None]:
        """Run a request.

        Raises:
            RequestError: "time-out".
        """
        expired = threading.Event()
        timer = threading.Timer(self._seconds, self._cut, (expired,))
        timer.daemon = True
        timer.start()
        try:
            yield
        except httpx.HTTPError as error:
            if expired.is_set():
                raise RequestError("time-out") from error
            raise
        finally:
            timer.cancel()
        if expired.is_set():  # a body without a length ends where the connection was cut
            raise RequestError("time-out")

    def _cut(self, expired: threading.Event) -> None:
        expired.set()
        for stream in self._streams:
            with suppress(OSError):  # it was closed already
                _socket(stream).shutdown(socket.SHUT_RDWR)


def _socket(stream: Any) -> socket.socket:  # noqa: ANN401, httpcore is no dependency of ours
    found: socket.socket = stream.get_extra_info("socket")
    return found
