"""The real front end on a free loopback port, over the real assistant and a fresh index."""

import threading
import time

import pytest

from assistant.assistant import Assistant
from ingest.settings import Settings
from ui.web.app import open_server


@pytest.fixture(scope="session")
def web_assistant(tmp_path_factory):
    settings = Settings(data=tmp_path_factory.mktemp("data"), port=0)
    return Assistant.open(settings), settings


@pytest.fixture(scope="session")
def address(web_assistant):
    """The address of a running front end."""
    server, listener = open_server(*web_assistant)
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
    thread.start()
    deadline = time.monotonic() + 30
    while not server.started:
        assert thread.is_alive(), "the server ended at once"
        assert time.monotonic() < deadline, "the server did not start"
        time.sleep(0.05)
    yield f"http://127.0.0.1:{listener.getsockname()[1]}"
    server.should_exit = True
    thread.join(timeout=10)
