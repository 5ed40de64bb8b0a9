import pytest

from eval.benchmarks.retrieval_set import load_sets
from eval.errors import QuestionSetError


def test_a_set_has_its_judged_queries_and_what_answers_them(write_set):
    (found,) = load_sets(write_set())
    assert found.name == "set"
    assert found.passages["p#0"] == "Politie aangifte doen"  # with its title
    assert found.passages["r#0"] == "fiets kwijt"
    assert found.queries == {"1": "aangifte bij de politie", "2": "school"}
    assert found.gains == {"1": {"p#0": 2, "p#1": 1}, "2": {"q#0": 1}}  # 0 is not relevant
    assert not found.by_page


def test_judgments_stand_without_header_too_and_in_the_folder_of_beir(write_set):
    files = {"qrels.tsv": None, "qrels/test.tsv": "2\tq#0\t1\r\n\r\n", "qrels/train.tsv": "no"}
    (found,) = load_sets(write_set(files=files))
    assert found.gains == {"2": {"q#0": 1}}


def test_pages_are_judged_by_what_stands_before_the_hash(write_set):
    by_passage, by_page = load_sets(write_set(files={"qrels_doc.tsv": "1\tp\t1\n2\tq\t1\n"}))
    assert (by_passage.name, by_page.name) == ("set/qrels", "set/qrels_doc")
    assert by_page.by_page
    assert by_page.found("2", ["p#1", "q#0", "p#0"]) == ["p", "q"]


def test_each_file_of_queries_is_a_set(write_set):
    files = {
        "queries.jsonl": None,
        "queries_nl.jsonl": '{"_id": "1", "text": "politie"}',
        "queries_en.jsonl": '{"_id": "2", "text": "police"}',
    }
    english, dutch = load_sets(write_set(files=files))
    assert (english.name, english.queries) == ("set/queries_en", {"2": "police"})
    assert (dutch.name, dutch.queries) == ("set/queries_nl", {"1": "politie"})


def test_a_passage_that_is_the_query_itself_is_not_found(write_set):
    files = {"queries.jsonl": '{"_id": "p#0", "text": "politie"}', "qrels.tsv": "p#0\tp#1\t1"}
    (found,) = load_sets(write_set(files=files))
    assert found.found("p#0", ["p#0", "p#1"]) == ["p#1"]


@pytest.mark.parametrize(
    ("file", "content", "told"),
    [
        ("corpus.jsonl", '{"_id": "a", "text": "x"}\n{"_id": "b"}', 'line 2, field "text"'),
        ("corpus.jsonl", '{"_id": "a", "text": "x"}\nno json', "line 2.*Write one JSON object"),
        ("corpus.jsonl", '{"_id": "a", "text": ""}\n{"_id": "a", "text": ""}', "also on line 1"),
        ("corpus.jsonl", None, r"corpus\.jsonl: cannot be read"),
        ("queries.jsonl", '{"_id": 1, "text": "x"}', 'line 1, field "_id"'),
        ("queries.jsonl", "", r"queries\.jsonl: holds no queries"),
        ("queries.jsonl", None, r"set: no queries\*\.jsonl"),
        ("qrels.tsv", "1\tp#0\t1\n1 p#1 1", r"qrels\.tsv: line 2 has 1 of 3 columns"),
        ("qrels.tsv", "1\tp#0\t1\n9\tp#0\t1", 'line 2: no file of queries has "9"'),
        ("qrels.tsv", "1\tp#0\t1\n1\tp#7\t1", r'line 2: corpus\.jsonl has no "p#7"'),
        ("qrels.tsv", "1\tp#0\t1\n1\tp#1\tyes", 'line 2: "yes" is no whole number'),
        ("qrels.tsv", "1\tp#0\t1\n1\tp#1\t0.5", 'line 2: "0.5" is no whole number'),
        ("qrels.tsv", "1\tp#0\t1\n1\tp#0\t1", "line 2: judges the same pair again"),
        ("qrels.tsv", "1\tp#0\t0", "no query has a relevant passage"),
        ("qrels.tsv", None, r"set: no qrels\*\.tsv"),
        ("qrels_doc.tsv", "1\tp#0\t1", r'qrels_doc\.tsv: line 1: corpus\.jsonl has no "p#0"'),
    ],
)
def test_what_is_wrong_is_told_by_file_and_line(write_set, file, content, told):
    with pytest.raises(QuestionSetError, match=told):
        load_sets(write_set(files={file: content}))
