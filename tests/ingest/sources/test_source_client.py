"""Retries, politeness, limits and the record of attempts, against a server with every fault."""

import gzip
import socket
import time
import zlib
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.sources.body import read_body
from ingest.sources.client import Client
from ingest.sources.errors import RequestError, SourceError


def outcomes(client):
    return [t.outcome for t in client.tries]


def fails(client, url, outcome):
    with pytest.raises(RequestError, match=f"^{outcome}$"):
        client.get(url)


def test_gets_bytes_and_records_the_attempt(site, client):
    site.put("/a", "goed", ETag='"1"', Last_Modified="Mon, 01 Jan 2024 00:00:00 GMT")
    response = client.get(f"{site.address}/a")
    assert response.data == b"goed"
    assert (response.etag, response.modified) == ('"1"', "Mon, 01 Jan 2024 00:00:00 GMT")
    [attempt] = client.tries
    assert (attempt.url, attempt.outcome) == (f"{site.address}/a", "ok")
    assert datetime.fromisoformat(attempt.when).tzinfo == UTC
    [request] = site.requests
    assert request.headers["User-Agent"].startswith("beleidswijzer/")


def test_an_unchanged_copy_is_not_sent_again(site, client):
    site.put("/a", status=304)
    response = client.get(f"{site.address}/a", etag='"1"', modified="x")
    assert response.unchanged
    assert response.data == b""
    assert site.requests[0].headers["If-None-Match"] == '"1"'
    assert site.requests[0].headers["If-Modified-Since"] == "x"
    assert outcomes(client) == ["unchanged"]


def test_an_etag_that_no_header_can_hold_is_not_sent(site, client):
    site.put("/a", "x")
    assert not client.get(f"{site.address}/a", etag='"é"').unchanged
    assert "If-None-Match" not in site.requests[0].headers


def test_304_without_a_condition_is_a_failure(site, client):
    site.put("/a", status=304)
    fails(client, f"{site.address}/a", "304")


@pytest.mark.parametrize("status", [400, 403, 404, 410, 204])
def test_what_will_not_mend_is_not_tried_again(site, client, status):
    site.put("/a", status=status)
    fails(client, f"{site.address}/a", str(status))
    assert outcomes(client) == [str(status)]


def test_a_server_error_is_tried_again(site, client):
    site.put("/a", "<html><title>500</title></html>", status=500)
    site.put("/a", "goed")
    assert client.get(f"{site.address}/a").data == b"goed"
    assert outcomes(client) == ["500", "ok"]


def test_429_gives_up_in_the_end(site, client):
    site.put("/a", status=429)
    fails(client, f"{site.address}/a", "429")
    assert outcomes(client) == ["429", "429, gave up"]


def test_retry_after_is_honoured(site, client):
    site.put("/a", status=429, Retry_After=1)
    site.put("/a", "goed")
    begin = time.monotonic()
    client.get(f"{site.address}/a")
    assert time.monotonic() - begin >= 1


@pytest.mark.parametrize(
    "asked",
    ["3600", format_datetime(datetime.now(UTC) + timedelta(hours=1)), "soon", "-1", "9" * 400],
)
def test_retry_after_is_capped_and_may_be_nonsense(site, settings, asked):
    site.put("/a", status=503, Retry_After=asked)
    site.put("/a", "goed")
    with Client(settings.model_copy(update={"longest_wait": 0.01})) as client:
        begin = time.monotonic()
        client.get(f"{site.address}/a")
    assert time.monotonic() - begin < 20  # on a machine that is busy; it would be forever


def test_a_silent_server_times_out_and_is_asked_no_more(site, settings):
    site.handle("/a", lambda _: time.sleep(0.5))
    with Client(settings.model_copy(update={"timeout": 0.05})) as client:
        fails(client, f"{site.address}/a", "time-out")
        fails(client, f"{site.address}/b", "skipped, no answer before")
        assert outcomes(client) == ["time-out", "time-out", "skipped, no answer before"]


def drip_body(request):
    request.send_response(200)
    request.end_headers()
    drip(request, b".")


def drip_headers(request):
    request.wfile.write(b"HTTP/1.1 200 OK\r\n")
    drip(request, b"X-Drip: 1\r\n")


def drip(request, piece):
    for _ in range(100):
        request.wfile.write(piece)
        request.wfile.flush()
        time.sleep(0.02)


@pytest.mark.parametrize("handler", [drip_headers, drip_body])
def test_a_dripping_server_is_left_after_the_time_of_a_download(site, settings, handler):
    site.handle("/a", handler)
    site.put("/b", "goed")
    with Client(settings.model_copy(update={"download_time": 0.1})) as client:
        begin = time.monotonic()
        fails(client, f"{site.address}/a", "time-out")
        assert time.monotonic() - begin < 20  # on a machine that is busy; it would be forever
        assert outcomes(client) == ["time-out"]
        assert client.get(f"{site.address}/b").data == b"goed"


def test_no_connection(settings):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))  # bound, but nobody listens
        url = f"http://127.0.0.1:{taken.getsockname()[1]}/"
        with Client(settings) as client:
            fails(client, url, "no connection")
            assert outcomes(client) == ["no connection", "no connection"]


def test_a_body_that_is_cut_off_is_tried_again(site, client):
    site.put("/a", "half", Content_Length=100)
    site.put("/a", "heel")
    assert client.get(f"{site.address}/a").data == b"heel"
    assert outcomes(client) == ["truncated", "ok"]


def test_redirects_are_followed_five_times(site, client):
    for i in range(5):
        site.put(f"/{i}", status=302, Location=f"/{i + 1}")
    site.put("/5", "goed")
    response = client.get(f"{site.address}/0")
    assert (response.url, response.data) == (f"{site.address}/5", b"goed")


def test_redirect_loop(site, client):
    site.put("/a", status=301, Location="/b")
    site.put("/b", status=301, Location="/a")
    fails(client, f"{site.address}/a", "redirect loop")
    assert outcomes(client) == ["redirect loop"]


@pytest.mark.parametrize("elsewhere", ["file:///etc/passwd", "ftp://127.0.0.1/x", "gopher://x/"])
def test_never_redirected_to_another_scheme(site, client, elsewhere):
    site.put("/a", status=302, Location=elsewhere)
    fails(client, f"{site.address}/a", "no http address")


@pytest.mark.parametrize("url", ["ftp://x/", "file:///etc/passwd", "http://", "http://\x00/", ""])
def test_other_addresses_are_refused(client, url):
    fails(client, url, "no http address")


def test_gzip_is_decompressed(site, client):
    site.put("/a", gzip.compress(b"goed" * 100_000), Content_Encoding="gzip")
    assert client.get(f"{site.address}/a").data == b"goed" * 100_000


def test_a_gzip_bomb_is_stopped_at_the_limit(site, settings):
    site.put("/a", gzip.compress(bytes(50_000_000)), Content_Encoding="gzip")
    with Client(settings.model_copy(update={"largest_mb": 1})) as client:
        fails(client, f"{site.address}/a", "too large")
        assert outcomes(client) == ["too large"]


def test_a_large_download_is_stopped(site, settings):
    site.put("/a", bytes(200_000))
    with Client(settings.model_copy(update={"largest_mb": 0.1})) as client:
        fails(client, f"{site.address}/a", "too large")


def test_a_broken_gzip_is_truncated(site, client):
    site.put("/a", gzip.compress(b"goed" * 100)[:-20], Content_Encoding="gzip")
    fails(client, f"{site.address}/a", "truncated")


def test_an_encoding_that_was_not_asked_for(site, client):
    site.put("/a", "x", Content_Encoding="br")
    fails(client, f"{site.address}/a", "unknown encoding")


def test_cookies_are_not_kept(site, client):
    site.put("/a", "x", Set_Cookie="session=1; Path=/")
    client.get(f"{site.address}/a")
    client.get(f"{site.address}/a")
    assert "Cookie" not in site.requests[1].headers


def test_a_host_is_not_pressed(site, settings):
    site.put("/a", "x")
    with Client(settings.model_copy(update={"pause": 0.1})) as client:
        begin = time.monotonic()
        for _ in range(3):
            client.get(f"{site.address}/a")
    assert time.monotonic() - begin >= 0.2


def test_what_a_reader_refuses_is_the_outcome(site, client):
    def refuse(_):
        raise SourceError("another document (kst-1-1)")

    site.put("/a", "x")
    with pytest.raises(SourceError, match="another document"):
        client.read(f"{site.address}/a", refuse)
    assert outcomes(client) == ["another document (kst-1-1)"]


def body(chunks, **more):
    return read_body(chunks, limit=10_000, **more)


@given(st.lists(st.binary(max_size=300)))
def test_any_bytes_come_through_or_fail_as_ours(chunks):
    whole = b"".join(chunks)
    assert body(chunks, length=len(whole)) == whole
    with suppress(RequestError):
        body(chunks, encoding="gzip")


@given(st.binary(max_size=9000), st.integers(1, 50))
def test_gzip_in_pieces(whole, size):
    packer = zlib.compressobj(wbits=31)
    packed = packer.compress(whole) + packer.flush()
    chunks = [packed[i : i + size] for i in range(0, len(packed), size)]
    assert body(chunks, encoding="gzip", length=len(packed)) == whole
