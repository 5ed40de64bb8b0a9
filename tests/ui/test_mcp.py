"""The assistant as tools, with a real client over standard input and output."""

import json
import os
import subprocess
import sys

import anyio
import pytest

from assistant.answer import Answer

COMMAND = [sys.executable, "-c", "from ui.cli.main import main; main()", "mcp"]


def test_without_the_extra_it_says_what_to_install():
    hidden = "import sys; sys.modules['mcp'] = None; " + COMMAND[2]
    ended = subprocess.run(
        [sys.executable, "-c", hidden, "mcp"], capture_output=True, text=True, check=False
    )
    assert ended.returncode == 9
    assert "pip install 'beleidswijzer[mcp]'" in ended.stderr


@pytest.fixture(scope="module")
def talk(settings, tmp_path_factory):
    """Calls tools, one after the other, and gives their results and what was logged."""
    mcp = pytest.importorskip("mcp", reason="needs the extra [mcp]")
    stdio = pytest.importorskip("mcp.client.stdio")
    log = tmp_path_factory.mktemp("mcp") / "stderr"

    def calls(*wanted):
        async def talking():
            server = mcp.StdioServerParameters(
                command=COMMAND[0],
                args=COMMAND[1:],
                env={**os.environ, "BELEIDSWIJZER_DATA": str(settings.data)},
            )
            with log.open("w") as errlog:
                async with mcp.Client(stdio.stdio_client(server, errlog)) as client:
                    tools = (await client.list_tools()).tools
                    return tools, [await client.call_tool(name, given) for name, given in wanted]

        return (*anyio.run(talking), log.read_text())

    return calls


def test_a_client_asks_searches_and_shows(talk, assistant):
    question = "Wat doet de politie in 2026?"
    tools, (asked, found, shown), logged = talk(
        ("ask", {"question": question, "language": "en"}),
        ("search", {"question": question, "k": 2}),
        ("show", {"anchor": "kst-30420-437#4.politie"}),
    )
    assert {t.name: t.description.partition("\n")[0] for t in tools}.keys() == {
        "ask",
        "search",
        "show",
    }
    answer = Answer.model_validate(asked.structured_content)
    expected = assistant.ask(question, language="en")
    assert answer.model_copy(update={"elapsed_ms": 0}) == expected.model_copy(
        update={"elapsed_ms": 0}
    )
    passages = [p.model_dump(mode="json") for p in assistant.retrieve(question, 2)]
    assert found.structured_content["result"] == passages
    section = shown.structured_content["result"]
    text = assistant.documents["kst-30420-437"].text
    assert section["text"] == text[section["start"] : section["end"]]
    assert "politie" not in logged


def test_what_is_not_there_is_a_clear_error(talk):
    _, results, logged = talk(
        ("show", {"anchor": "kst-1#1"}),
        ("show", {"anchor": "kst-30420-437#x"}),
        ("search", {"question": "Zwanenburgwal 48213", "k": 50}),
    )
    assert all(r.is_error for r in results)
    said = json.dumps([c.text for r in results for c in r.content])
    assert "Present: kst-30420-437" in said
    assert "no such place" in said
    assert "48213" not in logged
