"""What each part brings."""

from assistant.assistant import Assistant
from assistant.ranking import SIGNALS
from eval.ablation import ablate, to_markdown, variants
from eval.questions import Nugget, Question


def test_every_signal_is_left_out_once_and_the_table_has_a_row_for_each(assistant, settings):
    question = Question(
        id="q",
        lang="nl",
        persona="citizen",
        type="number",
        question="Hoeveel mensen zijn lhbtiq+?",
        answerable=True,
        nuggets=(Nugget(vital=True, any_of=("17,7% van de Nederlandse bevolking",)),),
    )
    reports = list(ablate([question], lambda off: Assistant.open(settings, off=off)))
    names = [name for name, _ in reports]
    assert names[0] == "everything"
    assert {f"without {name}" for name in SIGNALS} <= set(names)
    assert names == [name for name, _ in variants()]
    table = to_markdown(reports).splitlines()
    assert len(table) == 2 + len(names)
    assert table[0].startswith("| variant | vital-nugget recall, all | vital-nugget recall, nl |")
    assert table[2].startswith("| everything | 1.00")
