import hashlib
from pathlib import Path

import pytest

from eval.frozen import frozen_state

SETS = Path(__file__).resolve().parents[2] / "eval" / "questions"


@pytest.mark.parametrize("path", sorted(SETS.glob("*.jsonl")), ids=lambda path: path.name)
def test_the_sets_of_the_project_are_frozen(path):
    assert frozen_state(path) == "frozen"


def test_a_changed_file_is_told_and_others_are_not_named(tmp_path):
    (tmp_path / "a.jsonl").write_bytes(b"one")
    (tmp_path / "b.jsonl").write_bytes(b"two")
    digest = hashlib.sha256(b"two").hexdigest()
    (tmp_path / "SHA256SUMS").write_text(f"{digest}  a.jsonl\n{digest} *b.jsonl\n")
    (tmp_path / "c.jsonl").write_bytes(b"two")
    states = [frozen_state(tmp_path / name) for name in ("a.jsonl", "b.jsonl", "c.jsonl")]
    assert states == ["changed", "frozen", None]


def test_a_folder_without_sums_freezes_nothing(tmp_path):
    assert frozen_state(tmp_path / "a.jsonl") is None
