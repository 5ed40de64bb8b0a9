import os

import pytest

from eval.entries import append_line
from eval.errors import QuestionSetError


@pytest.mark.parametrize(
    ("before", "after"),
    [(None, "new\n"), ("", "new\n"), ("old\n", "old\nnew\n"), ("old", "old\nnew\n")],
)
def test_a_line_is_added_to_what_was_there(tmp_path, before, after):
    path = tmp_path / "set.jsonl"
    if before is not None:
        path.write_text(before)
    append_line(path, "new")
    assert path.read_text() == after
    assert list(tmp_path.iterdir()) == [path]


def test_a_link_stays_a_link_and_rights_stay_as_they_were(tmp_path):
    path, link = tmp_path / "set.jsonl", tmp_path / "link.jsonl"
    path.touch(mode=0o640)
    link.symlink_to(path)
    append_line(link, "new")
    assert (link.is_symlink(), path.read_text(), path.stat().st_mode & 0o777) == (
        True,
        "new\n",
        0o640,
    )


def test_a_failure_leaves_the_file_and_gives_the_line_back(tmp_path, monkeypatch):
    def full(*_):
        raise OSError(28, "No space left on device")

    path = tmp_path / "set.jsonl"
    path.write_text("old\n")
    monkeypatch.setattr(os, "replace", full)
    with pytest.raises(QuestionSetError, match="No space left on device") as raised:
        append_line(path, "new")
    assert str(raised.value).endswith("\nnew")
    assert (path.read_text(), list(tmp_path.iterdir())) == ("old\n", [path])
