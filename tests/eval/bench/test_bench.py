import json

import pytest
from click.testing import CliRunner

from eval.bench.peers import fused, words_alone
from eval.bench.result import LABELS, Bench, Peer, Speed, Times, to_text
from eval.bench.scale import document_of, measure_scale, read_passages
from eval.bench.timing import megabytes_by_part, time_each, times_of
from eval.cli import eval_group
from eval.errors import QuestionSetError
from eval.report import Figure
from eval.resources import resident_memory_mb
from ingest.passages import passages_of

QUESTION = {
    "id": "q",
    "lang": "nl",
    "persona": "staff",
    "type": "fact",
    "question": "Wat doet de politie in 2026?",
    "answerable": True,
    "nuggets": [{"vital": True, "any_of": ["extra inzetten om intern voorlichting te geven"]}],
}


def test_times_are_the_median_and_the_95th_percentile():
    times = times_of([1.0, 2.0, 3.0, 4.0, 100.0])
    assert (times.p50, times.p95, times.n) == (3.0, 80.8, 5)


def test_each_item_is_called_once():
    called = []
    assert time_each("abc", called.append).n == 3
    assert called == ["a", "b", "c"]


def test_a_folder_is_told_by_its_parts_the_largest_first(tmp_path):
    (tmp_path / "small").write_bytes(b"x" * 1000)
    (tmp_path / "large").mkdir()
    (tmp_path / "large" / "file").write_bytes(b"x" * 2_000_000)
    parts = megabytes_by_part(tmp_path)
    assert list(parts) == ["large", "small"]
    assert parts["large"] >= 2.0
    assert parts["small"] == pytest.approx(0.001)


def test_fusion_prefers_what_both_find():
    lists = {"a": [1, 2, 3], "b": [3, 4]}
    find = fused(lambda *_: lists["a"], lambda *_: lists["b"])
    # 3 stands in both: 1/63 + 1/61; then 1 (1/61), then 2 and 4 (1/62 each, in order of finding)
    assert find("?", 10) == [3, 1, 2, 4]
    assert find("?", 1) == [3]


def test_words_alone_finds_the_passage_with_the_words():
    find = words_alone(["De politie neemt aangifte op.", "Scholen geven les over burgerschap."])
    assert find("aangifte bij de politie", 2)[0] == 0
    assert find("burgerschap op scholen", 1) == [1]


def test_words_alone_does_not_find_what_shares_no_word():
    find = words_alone(["De politie neemt aangifte op.", "Scholen geven les over burgerschap."])
    assert find("burgerschap", 2) == [1]
    assert find("belasting", 2) == []


def test_fusion_gives_no_credit_to_passages_without_the_words():
    words = words_alone(["Fietsen in de stad.", "Treinen rijden op tijd.", "Boten varen uit."])
    assert fused(words, lambda *_: [2, 1])("belasting", 3) == [2, 1]


def test_resident_memory_is_read_in_mb(tmp_path):
    status = tmp_path / "status"
    assert resident_memory_mb(status) is None
    status.write_text("VmHWM:\t9000 kB\nVmRSS:\t  2000 kB\n", encoding="ascii")
    assert resident_memory_mb(status) == 2.0  # 2.048


def test_the_table_has_the_time_of_each_language():
    figures = {name: Figure(value=0.5, low=0.0, high=1.0, n=2) for name in LABELS}
    times = {"all": (2.0, 3), "nl": (1.5, 2), "en": (9.0, 1)}
    peer = Peer(
        system="S",
        figures=dict.fromkeys(times, figures),
        query={group: Times(p50=p50, p95=p50, n=n) for group, (p50, n) in times.items()},
    )
    speed = Speed(
        cold_ask_s=1.0,
        warm_ask=Times(p50=1.0, p95=2.0, n=3),
        passages_encoded_per_s=10.0,
        build_s=1.0,
        index_mb={"chroma": 1.5, "questions.json": 0.5},
        resident_memory_mb=None,
        peak_memory_mb=123.4,
    )
    bench = Bench(
        date="2026-01-01",
        machine="M",
        versions={},
        questions="set.jsonl",
        speed=speed,
        peers=(peer,),
        left_out=("X: why",),
        scale=(),
    )
    lines = to_text(bench).splitlines()
    ends = {line.split("  ")[0]: line.split()[-1] for line in lines if line.startswith("S, ")}
    assert ends == {"S, all": "2.0", "S, nl": "1.5", "S, en": "9.0"}
    assert any(line.startswith("index on disk, MB") and "2.0: chroma 1.5" in line for line in lines)
    assert next(line for line in lines if line.startswith("resident")).endswith("-")
    assert lines[-1] == "left out: X: why"


def test_passages_become_a_document_that_gives_them_back():
    passages = [("Wet A, Artikel 1", "Eerste zin. Tweede zin."), ("", "Zonder titel.")]
    document = document_of(passages)
    found = passages_of(document)
    assert [p.text for p in found] == ["Eerste zin. Tweede zin.", "Zonder titel."]
    assert [document.quote(s) for s in found[0].sentences] == ["Eerste zin.", "Tweede zin."]


def test_a_faulty_or_short_file_of_passages_is_told(tmp_path):
    path = tmp_path / "passages.jsonl"
    path.write_text('{"title": "A", "text": "Een."}\n{"title": "B"}\n', encoding="utf-8")
    with pytest.raises(QuestionSetError, match=r"line 2"):
        list(read_passages(path))
    path.write_bytes(b'{"title": "A", "text": "\xff"}\n')
    with pytest.raises(QuestionSetError, match="UTF-8"):
        list(read_passages(path))
    path.write_text('{"title": "A", "text": "Een."}\n', encoding="utf-8")
    with pytest.raises(QuestionSetError, match="holds 1 passages"):
        measure_scale(path, [5])


def test_the_command_measures_draws_and_says_what_it_left_out(
    settings, assistant, monkeypatch, tmp_path
):
    monkeypatch.setenv("BELEIDSWIJZER_DATA", str(settings.data))
    questions, passages = tmp_path / "set.jsonl", tmp_path / "passages.jsonl"
    questions.write_text(json.dumps(QUESTION), encoding="utf-8")
    rows = [{"title": f"Artikel {n}", "text": f"De {n}e bepaling geldt."} for n in range(12)]
    passages.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    out, plot = tmp_path / "bench.json", tmp_path / "bench.svg"
    options = ["--passages", str(passages), "--sizes", "12", "--out", str(out), "--plot", str(plot)]
    result = CliRunner().invoke(
        eval_group, ["bench", str(questions), *options], catch_exceptions=False
    )
    assert result.exit_code == 0
    assert "left out: Chroma with all-MiniLM-L6-v2: name its folder with --minilm" in result.output
    bench = json.loads(out.read_text(encoding="utf-8"))
    peers = {peer["system"]: peer["figures"]["all"] for peer in bench["peers"]}
    assert peers["Beleidswijzer"]["recall_at_10"]["value"] == 1
    assert bench["speed"]["build_s"] > 0
    assert 0 < bench["speed"]["resident_memory_mb"] <= bench["speed"]["peak_memory_mb"]
    assert [size["passages"] for size in bench["scale"]] == [12]
    assert plot.read_text(encoding="utf-8").lstrip().startswith("<?xml")


def test_sizes_that_are_no_numbers_are_told():
    result = CliRunner().invoke(eval_group, ["bench", "--sizes", "many"])
    assert result.exit_code == 2
    assert "whole numbers" in result.output
