import pytest
from markdown_it import MarkdownIt

from eval.reports.markdown import escape, table, to_markdown
from eval.reports.text import cell, label
from eval.scores import usable_metrics


def read(markdown):
    """The tokens of GitHub-flavoured Markdown, those inside of lines too."""
    tokens = MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(markdown)
    return [t for token in tokens for t in (token, *(token.children or ()))]


def cells(markdown):
    """The rows of all tables, with the text of each cell."""
    rows, tokens = [], iter(read(markdown))
    for token in tokens:
        if token.type == "tr_open":
            rows.append([])
        elif token.type in ("th_open", "td_open"):
            inline = next(tokens)
            rows[-1].append("".join(child.content for child in inline.children))
    return rows


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "a | b \\| c",
        "`code` **strong** _soft_ ~~gone~~",
        "[link](javascript:alert(1)) ![image](x.png) <https://x.example> &lt;",
        "two\nlines\r\n\u2028and more",
    ],
)
def test_a_text_shows_as_it_is_on_one_line(text):
    tokens = read(f"- {escape(text)}")
    inline = [t for t in tokens if t.type not in ("inline", "text", "text_special")]
    assert {t.type.removesuffix("_open").removesuffix("_close") for t in inline} == {
        "bullet_list",
        "list_item",
        "paragraph",
    }
    shown = "".join(t.content for t in tokens if t.type == "text")
    assert shown == " ".join(text.split())


def test_a_table_has_as_many_cells_in_each_row_as_its_header():
    rows = [("x | y", "1"), ("", "`2`")]
    assert cells(table(("name", "value"), rows)) == [["name", "value"], *map(list, rows)]


def test_every_figure_of_all_and_of_each_language_is_there_with_its_interval(results):
    rows = cells(to_markdown(results))
    report = results.report
    for metric in usable_metrics():
        shown = [
            cell(metric, group.figures[metric.name])
            for group in (report.overall, report.languages["nl"], report.languages["en"])
        ]
        assert [label(metric), *shown] in [row[:4] for row in rows]
    assert any(row[0] == "unanswerable (1)" for row in rows)
    assert any(row[0] == "staff (3)" for row in rows)


def test_failures_stand_there_with_answer_gold_and_source(results):
    text = to_markdown(results)
    for line in (
        "## What went wrong: 2 of 3 answers",
        "- **missed** (en, staff): “Who joins the police?”",
        "  - ✗ missed, though passage 2 has it: Er komt een rechercheur bij.",
        "  - source of “Er komt een rechercheur bij.”: 4. Politie, alinea 1 (kst-1\\#4.politie.p1)",
        "  - “De politie zet extra in op voorlichting.” (kst-1\\#4.politie.p1)",
        "  - said to be missing: een bedrag",
    ):
        assert line in text.splitlines()
    assert "This report holds the text of questions" in text


def test_hostile_text_stays_text(hostile):
    tokens = read(to_markdown(hostile))
    types = {t.type for t in tokens}
    assert not types & {
        "html_block",
        "html_inline",
        "link_open",
        "image",
        "code_inline",
        "code_block",
        "fence",
        "s_open",
        "em_open",
    }
    strong = {tokens[n + 1].content for n, t in enumerate(tokens) if t.type == "strong_open"}
    assert strong == {"right", "missed", "answered"}, "our own: the ids of the questions"


def test_every_row_of_every_table_is_whole(hostile):
    for tokens in to_markdown(hostile).split("\n\n"):
        if tokens.startswith("|"):
            assert len({len(row) for row in cells(tokens)}) == 1
            assert len(cells(tokens)) == len(tokens.splitlines()) - 1


def test_opinions_of_models_and_scores_of_people_are_there_where_there_are_any(results, judged):
    assert "Opinions" not in to_markdown(results)
    text = to_markdown(judged)
    assert "## Opinions of a model of inference: nli-klein" in text
    assert "  - scored by anna: 0.0 of 100" in text
