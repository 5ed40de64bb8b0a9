"""What a run was made of, in words: the same in every kind of report."""

from collections.abc import Iterator

from eval.config import RunConfig
from eval.report import Report
from eval.reports.legend import language_name

# By what the name of a question set begins with: how far its figures can be trusted.
_STANDING = {
    "letter-reporting": "held out: nobody who improves the system reads its questions",
    "letter-tuning": "for tuning: the system was improved on it, so its figures flatter",
}
UNKNOWN_STANDING = "of unknown standing: whether the system was improved on it is not recorded"


def facts(config: RunConfig, report: Report) -> dict[str, str]:
    """What was asked of what, when, and on what: label and text."""
    return dict(_facts(config, report))


def standing(config: RunConfig) -> str:
    """Whether the question set was held out, by its name."""
    stem = config.questions_file.rpartition(".")[0]
    return _STANDING.get(stem, UNKNOWN_STANDING)


def moment(config: RunConfig) -> str:
    """When the run began: "2026-11-25 04:25 UTC"."""
    return f"{config.date[:16].replace('T', ' ')} UTC"


def languages(report: Report) -> str:
    """The questions by language: "72 Dutch, 48 English"."""
    groups = sorted(report.languages.items(), reverse=True)
    return ", ".join(f"{group.questions} {language_name(name)}" for name, group in groups)


def engine(config: RunConfig) -> str:
    """What made the answers."""
    if config.engine.mode == "extractive":
        return "literal quotes; no language model"
    return f"written by the language model {config.engine.model}"


def _facts(config: RunConfig, report: Report) -> Iterator[tuple[str, str]]:
    first = f" (the first {config.limit} of the set)" if config.limit else ""
    yield "Question set", config.questions_file
    yield "Questions", f"{report.overall.questions}{first}: {languages(report)}"
    yield "Standing of the set", standing(config)
    yield "Begun", moment(config)
    yield "System", f"Beleidswijzer {config.versions.get('beleidswijzer', '?')}"
    yield "Answers", engine(config)
    yield "Index", config.engine.index
    yield "Encoder", config.encoder
    if config.without:
        yield "Signals left out", ", ".join(config.without)
    if config.repeat > 1:
        yield "Each question asked", f"{config.repeat} times; its figures are means"
    yield "Asked otherwise too", "yes" if config.stability else "no"
    if report.resources:
        memory = report.resources.peak_memory_mb
        yield "Time for all", f"{report.resources.seconds} s"
        yield "Most memory", "not known" if memory is None else f"{memory} MB"
    yield "Machine", config.machine
    yield "Versions", ", ".join(f"{name} {v}" for name, v in config.versions.items())
    yield "SHA-256 of the set", config.questions_sha256
    if config.rewordings_sha256:
        yield "SHA-256 of its rewordings", config.rewordings_sha256
