"""`eval judge`: what a model thinks of the answers of a run."""

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from eval.judges.judgement import Judge
    from eval.judges.store import JudgementFile
    from eval.outcome import Outcome


@click.command("judge")
@click.argument("run", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option(
    "--nli",
    metavar="FOLDER_OR_NAME",
    help="A model of natural language inference: a folder, or a name on the Hugging Face hub "
    "(which is downloaded). Extra [transformers].",
)
@click.option(
    "--llm",
    metavar="MODEL",
    help="A language model, as provider:model. Key and address come from the provider's own "
    "environment variables. Extra [llm].",
)
@click.option("--yes", is_flag=True, help="Agree that --llm sends questions and answers to MODEL.")
@click.option("--json", "as_json", is_flag=True, help="Print the figures as JSON.")
def judge_command(run: Path, nli: str | None, llm: str | None, yes: bool, as_json: bool) -> None:
    """Have the answers of RUN judged by a model, beside the figures that need none.

    These are opinions: they differ between models, and no gate stands on them. They are kept in
    RUN, as judgements-nli.jsonl or judgements-llm.jsonl; a judge that was stopped goes on.

    \b
    On this machine:        beleidswijzer eval judge results/today --nli models/nli
    By a language model:    beleidswijzer eval judge results/today --llm openai:gpt-5
    Of a local server:      OPENAI_BASE_URL=http://127.0.0.1:8000/v1 beleidswijzer eval judge ...
    """
    from eval.judges.errors import JudgeError
    from eval.judges.nli import nli_name
    from eval.judges.store import JudgementFile
    from eval.judges.summary import summarise, to_text
    from eval.store import load_outcomes

    if (nli is None) == (llm is None):
        raise click.UsageError("Give --nli or --llm, one of both.")
    outcomes = load_outcomes(run)
    file = JudgementFile(run, "nli", nli_name(nli)) if nli else JudgementFile(run, "llm", llm or "")
    if todo := file.todo(outcomes):
        if llm:
            _agree(llm, len(todo), yes)
        _judge(todo, file, _open(nli, llm))
    summary = summarise(file.judgements)
    if len(summary.problems) == summary.answers:
        raise JudgeError(
            f"{summary.judge} gave no verdict on any answer. The first: {summary.problems[0]}. "
            f"Mend that, remove {file.path} and judge again."
        )
    click.echo(summary.model_dump_json(indent=2) if as_json else to_text(summary))


def _agree(model: str, answers: int, yes: bool) -> None:
    """Nothing is sent before the user has agreed."""
    from eval.judges.errors import JudgeError

    click.echo(
        f"This sends {answers} answers, with the text of their questions, earlier turns and "
        f"nuggets, to the language model {model}. Its provider may keep them.",
        err=True,
    )
    if yes:
        return
    if not sys.stdin.isatty():
        raise JudgeError("Nothing was sent. Give --yes to agree.")
    if not click.confirm("Send it?", err=True):
        raise JudgeError("Nothing was sent.")


def _open(nli: str | None, llm: str | None) -> "Judge":
    from eval.judges.llm import LlmJudge
    from eval.judges.nli import NliJudge

    return NliJudge(nli) if nli else LlmJudge(llm or "")


def _judge(todo: "Sequence[Outcome]", file: "JudgementFile", judge: "Judge") -> None:
    from tqdm import tqdm

    missing = 0
    with tqdm(todo, unit="answer", file=sys.stderr, disable=None) as progress:
        for outcome in progress:
            judgement = judge.judge(outcome)
            file.add(judgement)
            missing += judgement.problem is not None
            progress.set_postfix({"no verdict": missing} if missing else {})
