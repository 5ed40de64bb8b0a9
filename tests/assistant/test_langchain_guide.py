"""The examples in docs/langchain.md are run as they stand there."""

import re
from pathlib import Path

GUIDE = Path(__file__).parents[2] / "docs" / "langchain.md"


def test_the_examples_run(settings, assistant, monkeypatch, capsys):
    monkeypatch.setenv("BELEIDSWIJZER_DATA", str(settings.data))
    blocks = re.findall(r"```python\n(.*?)```", GUIDE.read_text(encoding="utf-8"), re.DOTALL)
    assert len(blocks) == 3
    names = {}
    for block in blocks:
        exec(compile(block, GUIDE.name, "exec"), names)
    printed = capsys.readouterr().out
    assert "[kst-30420-437#4.politie.p1]" in printed
    assert assistant.retrieve("Wat doet de politie in 2026?", 1)[0].text in printed
    assert printed.splitlines()[-1] == "kst-30420-437#4.politie.p1"
