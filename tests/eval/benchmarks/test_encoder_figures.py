"""A data folder of a few lines, with figures by hand."""

import json
from math import log2

import pytest
from click.testing import CliRunner

from eval.benchmarks.encoder import encoder_figures, spearman_interval
from eval.cli import eval_group
from eval.errors import QuestionSetError

CORPUS = [{"_id": "a", "title": "Politie", "text": "x"}, {"_id": "b", "title": "", "text": "fiets"}]


@pytest.fixture
def folder(tmp_path):
    """Translations, pairs with scores, two sets, and questions of which two are held out."""
    policy = [
        {"text": word, "text_en": None, "nl": [word], "en": ["school"]}
        for word in ("x", "y", "school", "x", "y", "x", "y", "pesten")
    ]
    law = {"title": "Wet", "text": "politie", "nl": ["politie"], "en": []}
    corpus = "".join(json.dumps(row) + "\n" for row in CORPUS)
    files = {
        "benchmarks/flores200_devtest_eng-nld.tsv": 'politie\tpolitie\nschool\tschool\n"\tschool\n',
        "benchmarks/stsb_nl/test.tsv": "school\tschool\t5\nschool\tschool pesten\t3\n"
        "school\tfiets\t2\nschool\tpolitie pesten fiets school\t4\n",
        "training/questions_law.jsonl": json.dumps(law),
        "training/questions_policy.jsonl": "\n".join(map(json.dumps, policy)),
    }
    for name in ("rijksoverheid_vac/queries.jsonl", "coronamelder_faq/queries_nl.jsonl"):
        place = f"benchmarks/{name.partition('/')[0]}"
        files[f"{place}/corpus.jsonl"] = corpus
        files[f"benchmarks/{name}"] = '{"_id": "1", "text": "politie"}'
        files[f"{place}/qrels.tsv"] = "1\ta\t2\n1\tb\t1\n" if "vac" in name else "1\tb\t1\n"
    for path, content in files.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(content, encoding="utf-8")
    return tmp_path


def test_every_figure_is_that_of_its_questions(folder, word_encoder):
    figures = encoder_figures(word_encoder, folder)
    values = {name: figure.value for name, figure in figures.items()}
    assert values == pytest.approx(
        {
            "FLORES en-nl hit@1": 2 / 3,  # a quotation mark is a text without a word
            "FLORES nl-en hit@1": 2 / 3,
            # Cosines 1, 0.71, 0, 0.5 rank 4, 3, 1, 2; scores rank 4, 2, 1, 3.
            "STSb-nl test Spearman": 1 - 6 * (0 + 1 + 0 + 1) / (4 * 15),
            "VAC nDCG@10": 1,
            "CoronaMelder nDCG@10": 1 / log2(3),
            "held-out questions nl hit@1": 1,  # the third and the eighth paragraph are held out
            "held-out questions en hit@1": 1 / 2,
        }
    )
    assert figures["FLORES en-nl hit@1"].n == 3
    assert figures["held-out questions nl hit@1"].n == 2


def test_the_interval_of_a_rank_correlation():
    low, high = spearman_interval(0.0, 103)
    assert (low, high) == pytest.approx((-0.19352, 0.19352), abs=1e-4)  # tanh(1.96 / 10)
    assert spearman_interval(1.0, 103) is None
    assert spearman_interval(0.5, 3) is None


def test_the_command_prints_the_bundled_encoders_figures(folder):
    result = CliRunner().invoke(eval_group, ["encoder", str(folder)])
    assert result.exit_code == 0, result.output
    assert "FLORES en-nl hit@1" in result.output
    as_json = CliRunner().invoke(eval_group, ["encoder", str(folder), "--json"])
    assert json.loads(as_json.stdout)["CoronaMelder nDCG@10"]["n"] == 1


@pytest.mark.parametrize(
    ("file", "content", "told"),
    [
        ("benchmarks/stsb_nl/test.tsv", "a\tb\thigh\n", "test.tsv: the third column is no score"),
        ("benchmarks/stsb_nl/test.tsv", "a\tb\n", "test.tsv: line 1 has 2 of 3 columns"),
        ("benchmarks/flores200_devtest_eng-nld.tsv", None, "nld.tsv: cannot be read"),
        ("training/questions_law.jsonl", "{}", "training: the questions cannot be read"),
    ],
)
def test_a_faulty_data_folder_is_told_by_its_file(folder, word_encoder, file, content, told):
    (folder / file).unlink()
    if content is not None:
        (folder / file).write_text(content, encoding="utf-8")
    with pytest.raises(QuestionSetError, match=told):
        encoder_figures(word_encoder, folder)
