"""The real assistant over the bundled letter, built once for all tests."""

import pytest

from assistant.assistant import Assistant
from ingest.settings import Settings


@pytest.fixture(scope="session")
def settings(tmp_path_factory):
    return Settings(data=tmp_path_factory.mktemp("data"))


@pytest.fixture(scope="session")
def assistant(settings):
    return Assistant.open(settings)
