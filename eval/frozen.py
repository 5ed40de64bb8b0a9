"""Frozen question sets: figures compare only where the questions are the same to the byte."""

import hashlib
import re
from pathlib import Path
from typing import Literal

from eval.errors import QuestionSetError

SUMS = "SHA256SUMS"  # as `sha256sum` writes and `sha256sum --check` reads it
_LINE = re.compile(r"([0-9a-f]{64}) [ *](.+)")


def frozen_state(path: Path) -> Literal["frozen", "changed"] | None:
    """Whether a file is as its folder's SHA256SUMS says; None where it does not name the file.

    Raises:
        QuestionSetError: when one of the two cannot be read.
    """
    sums = path.parent / SUMS
    try:
        text = sums.read_text(encoding="utf-8") if sums.is_file() else ""
        named = {m[2]: m[1] for line in text.splitlines() if (m := _LINE.fullmatch(line))}
        if path.name not in named:
            return None
        digest = hashlib.sha256(path.read_bytes()).hexdigest()
    except (OSError, UnicodeDecodeError) as error:
        raise QuestionSetError(
            f"{path}: cannot be held against {sums} ({error}). Make both readable."
        ) from error
    return "frozen" if digest == named[path.name] else "changed"
