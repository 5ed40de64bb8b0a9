"""The tiny set, measured: by hand where the cosines are known."""

import json
from dataclasses import dataclass
from math import log2

import numpy as np
import pytest
from click.testing import CliRunner

from eval.benchmarks.beir import best, measure
from eval.benchmarks.published import load_published, of_task
from eval.benchmarks.retrieval_set import load_sets
from eval.benchmarks.systems import Bm25, Dense, Fusion, open_systems
from eval.cli import eval_group
from ingest.errors import EncoderError


def texts_of(retrieval_set):
    return list(retrieval_set.passages.values())


def run(*arguments):
    return CliRunner().invoke(eval_group, ["beir", *map(str, arguments)])


def test_word_search_finds_only_what_shares_a_word(write_set):
    (found,) = load_sets(write_set())
    bm25 = Bm25(texts_of(found))
    assert best(bm25, "Bij de politie aangifte doen") == [0]
    assert sorted(best(bm25, "scholen")) == [1, 2]  # by their stem
    assert best(bm25, "ruimtevaart") == []


def test_an_encoder_ranks_all_by_cosine(write_set, word_encoder):
    (found,) = load_sets(write_set())
    dense = Dense("words", word_encoder, texts_of(found))
    assert best(dense, "school") == [1, 2, 0, 3]  # 1, 1/sqrt(2), then 0 in the order of the corpus
    assert best(dense, "school", depth=2) == [1, 2]


@dataclass(frozen=True)
class Fixed:
    """A system that knows its scores."""

    name: str
    given: tuple[float, ...]

    def scores(self, query):
        return np.array(self.given, dtype=np.float32)


def test_fusion_adds_z_scores():
    fusion = Fusion(Fixed("a", (2, 1, 0)), Fixed("b", (0, 10, 5)))
    assert fusion.name == "a + b"
    # z-scores (1.22, 0, -1.22) and (-1.22, 1.22, 0): the larger scale does not decide.
    assert best(fusion, "any") == [1, 0, 2]
    assert best(Fusion(Fixed("a", (0, 0, 0)), Fixed("b", (0, 10, 5))), "any") == [1, 2, 0]


def test_figures_are_means_over_queries(write_set, word_encoder):
    (found,) = load_sets(write_set())
    dense = Dense("words", word_encoder, texts_of(found))
    figures = measure(found, [dense]).systems[0].figures
    # Query 1 ranks p#0 (gain 2), p#1 (1): perfect. Query 2 ranks p#1, then q#0, its only answer.
    assert figures["ndcg_at_10"].value == pytest.approx((1 + 1 / log2(3)) / 2)
    assert figures["reciprocal_rank"].value == pytest.approx((1 + 1 / 2) / 2)
    assert figures["recall_at_10"].value == figures["recall_at_100"].value == 1
    assert figures["hit_at_1"].value == 1 / 2
    assert {figure.n for figure in figures.values()} == {2}
    assert figures["hit_at_1"].low < 1 / 2 < figures["hit_at_1"].high


def test_pages_are_found_by_their_best_passage(write_set, word_encoder):
    by_page = load_sets(write_set(files={"qrels.tsv": None, "qrels_doc.tsv": "2\tq\t1\n"}))[0]
    dense = Dense("words", word_encoder, texts_of(by_page))
    figures = measure(by_page, [dense]).systems[0].figures
    assert figures["reciprocal_rank"].value == 1 / 2  # p by p#1, then q


def test_all_systems_stand_side_by_side():
    names = [system.name for system in open_systems(["politie", "school"], ["bundled"])]
    assert names == ["BM25", "bundled", "BM25 + bundled"]
    with pytest.raises(EncoderError):
        open_systems(["politie"], ["/no/such/model"])


def test_the_command_prints_a_table_and_writes_the_same_as_json(write_set, tmp_path):
    folder, out = write_set(), tmp_path / "beir.json"
    result = run(folder, "--out", out)
    assert result.exit_code == 0, result.output
    assert "set: 2 queries, 4 passages" in result.output
    assert "not comparable number by number" in result.output
    report = json.loads(out.read_text(encoding="utf-8"))
    assert report["machine"]
    assert report["versions"]["ir-measures"]
    (measured,) = report["sets"]
    shown = measured["systems"][0]["figures"]["ndcg_at_10"]["value"]
    assert f"BM25            {shown:.3f}" in result.output
    assert json.loads(run(folder, "--json").stdout)["sets"] == report["sets"]


def test_a_set_that_others_measured_stands_beside_their_figures(write_set):
    output = run(write_set("bBSARD-NL_Retrieval")).output
    assert "published of this task" in output
    assert "Qwen3-Embedding-8B                     nDCG@10  0.417" in output
    assert "not comparable" not in output


@pytest.mark.parametrize("out", ["report.txt", "no/such/folder/report.json"])
def test_where_the_report_cannot_go_is_told_before_anything_is_measured(write_set, tmp_path, out):
    result = run(write_set(files={"corpus.jsonl": None}), "--out", tmp_path / out)
    assert result.exit_code == 2
    assert "name a file" in result.output


def test_published_figures_name_source_and_date():
    published = load_published()
    assert len({(p.task, p.model, p.metric) for p in published}) == len(published)
    assert all(0 < p.value < 1 and p.source and p.date for p in published)
    bm25 = next(p for p in of_task(published, "legalqanlretrieval") if "bm25" in p.model)
    assert (bm25.value, bm25.metric) == (0.636, "ndcg_at_10")
