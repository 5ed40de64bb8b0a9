"""The folders of runs in the folder of results: nothing outside it can be named."""

from pathlib import Path

from ui.web.posts import RefusedError

QUESTIONS = "questions.jsonl"  # what makes a folder the folder of a run


class RunFolders:
    """The runs in a folder; each is a folder in it, as `eval run --out` makes them."""

    def __init__(self, results: Path) -> None:
        self.results = results

    def all(self) -> dict[str, Path]:
        """The folders by name, newest first.

        Raises:
            RefusedError: the folder of results cannot be read.
        """
        try:
            there = (f for f in self.results.iterdir() if not f.name.startswith("."))
            every = [f for f in there if (f / QUESTIONS).is_file()]
            every.sort(key=lambda f: (f / QUESTIONS).stat().st_mtime, reverse=True)
        except OSError as error:
            raise RefusedError(500, "run", f"{self.results}: {error.strerror}") from error
        return {folder.name: folder for folder in every}

    def named(self, name: str) -> Path:
        """One of them.

        Raises:
            RefusedError: there is none of that name.
        """
        folder = self.all().get(name)
        if folder is None:
            raise RefusedError(404, "not_found")
        return folder
