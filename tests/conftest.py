"""The real assistant over the bundled letter, built once for all tests."""

import json
import re
import shutil

import pytest
from hypothesis import settings as hypothesis

from assistant.assistant import Assistant
from ingest.settings import Settings

# A busy machine is no failure: speed is measured in benchmarks.
hypothesis.register_profile("no deadline", deadline=None)
hypothesis.load_profile("no deadline")


@pytest.fixture(scope="session")
def settings(tmp_path_factory):
    return Settings(data=tmp_path_factory.mktemp("data"))


@pytest.fixture(scope="session")
def assistant(settings):
    return Assistant.open(settings)


@pytest.fixture(scope="session")
def light(settings, tmp_path_factory):
    """Where the letter is without the questions that it answers: its index takes a second.

    For what is built anew in a test; the questions are nine tenths of an index.
    """
    home = tmp_path_factory.mktemp("light")
    corpus = shutil.copytree(settings.corpus, home / "corpus")
    manifest = corpus / "manifest.toml"
    text, dropped = re.subn(r"(?m)^questions = .*\n", "", manifest.read_text("utf-8"))
    assert dropped == 1
    manifest.write_text(text, "utf-8")
    return settings.model_copy(update={"corpus": corpus, "data": home / "data"})


@pytest.fixture(scope="session")
def write_run():
    """Writes outcomes as the folder of a run, in the files that eval/README.md describes."""

    def write(folder, outcomes):
        folder.mkdir(parents=True, exist_ok=True)
        lines = {
            "questions.jsonl": [o.question.model_dump_json() for o in outcomes],
            "answers.jsonl": [o.answer.model_dump_json() for o in outcomes],
            "retrieved.jsonl": [
                json.dumps({"id": o.question.id, "passages": o.passages}) for o in outcomes
            ],
        }
        for name, each in lines.items():
            (folder / name).write_text("".join(f"{line}\n" for line in each), encoding="utf-8")
        return folder

    return write
