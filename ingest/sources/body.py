"""The body of a response, decompressed within a limit."""

import zlib
from collections.abc import Iterable, Iterator

from ingest.sources.errors import RequestError

_STEP = 64 * 1024  # decompressed bytes at a time, so that a bomb is seen before it goes off


def read_body(
    chunks: Iterable[bytes],
    *,
    encoding: str = "",
    length: int | None = None,
    limit: int,
) -> bytes:
    """Join what comes over the wire.

    Args:
        chunks: The bytes as sent.
        encoding: The Content-Encoding; only gzip is asked for, so only gzip is read.
        length: The Content-Length, in bytes as sent.
        limit: Decompressed bytes at most.

    Raises:
        RequestError: "too large", "truncated", "unknown encoding".
    """
    wire = _whole(chunks, length)
    body = bytearray()
    for part in _decoded(wire, encoding.strip().lower()):
        body += part
        if len(body) > limit:
            raise RequestError("too large")
    return bytes(body)


def _whole(chunks: Iterable[bytes], length: int | None) -> Iterator[bytes]:
    received = 0
    for chunk in chunks:
        received += len(chunk)
        yield chunk
    if length is not None and received != length:
        raise RequestError("truncated", transient=True)


def _decoded(wire: Iterable[bytes], encoding: str) -> Iterator[bytes]:
    if encoding in ("", "identity"):
        yield from wire
    elif encoding in ("gzip", "x-gzip"):
        yield from _gunzipped(wire)
    else:
        raise RequestError("unknown encoding")


def _gunzipped(wire: Iterable[bytes]) -> Iterator[bytes]:
    inflater = zlib.decompressobj(wbits=16 + zlib.MAX_WBITS)
    try:
        for chunk in wire:
            while part := inflater.decompress(chunk, _STEP):
                yield part
                chunk = inflater.unconsumed_tail
    except zlib.error as error:
        raise RequestError("truncated", transient=True) from error
    if not inflater.eof:
        raise RequestError("truncated", transient=True)
