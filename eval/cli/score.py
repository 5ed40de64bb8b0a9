"""`eval score`: score the answers of a run by hand."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from collections.abc import Mapping

    from eval.outcome import Outcome
    from eval.rating.rating import Rating
    from ingest.document import Document


@click.command("score")
@click.argument("run", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--rater", required=True, help="Who scores: letters a-z, digits and hyphens.")
def score_command(run: Path, rater: str) -> None:
    """Score the answers of a run, saved with `eval run --out RUN`, one after the other.

    Each sentence: is it a right answer to the question? Each citation: does that source prove it?
    Good, needs improvement, or incorrect; all good is one key. A refusal is judged as a whole.
    Every answer is saved at once, in RUN/ratings-RATER.jsonl; the same command goes on where you
    stopped. On a page: beleidswijzer serve --results FOLDER.

    \b
    Begin, or go on:    beleidswijzer eval score results/today --rater anna
    Then:               beleidswijzer eval agreement results/today
    """
    from eval.rating.store import load_rated, rater_name
    from ingest.manifest import load_documents
    from ingest.settings import Settings

    rater = rater_name(rater)
    rated = load_rated(run, [rater])
    if strays := rated.strays.get(rater):
        click.echo(f"{len(strays)} of your ratings are of answers that are not in this run now.")
    outcomes = tuple(answer.outcome for answer in rated.answers)
    scored = rated.by(rater)
    settings = Settings()
    loaded = load_documents(settings.corpus, settings.data)
    documents = {document.id: document for document in loaded}
    _walk(run, rater, outcomes, scored, documents)
    click.echo(f"{len(scored)} of {len(outcomes)} answers scored by {rater}, kept in {run}.")


def _walk(
    run: Path,
    rater: str,
    outcomes: "tuple[Outcome, ...]",
    scored: "dict[str, Rating]",
    documents: "Mapping[str, Document]",
) -> None:
    """Go from answer to answer until all are scored or skipped, or the rater quits."""
    from eval.rating.dialogue import Dialogue, Move
    from eval.rating.store import save_rating
    from eval.rating.view import verdict

    at = _next(outcomes, scored, 0)
    while at < len(outcomes):
        outcome = outcomes[at]
        click.echo(f"\n--- {at + 1} of {len(outcomes)}, {len(outcomes) - len(scored)} to score ---")
        if before := scored.get(outcome.question.id):
            click.echo(f"Scored before: {verdict(before)}")
        result = Dialogue(outcome, documents).rate()
        if result is Move.QUIT:
            return
        if result is Move.BACK:
            at = max(0, at - 1)
            continue
        if not isinstance(result, Move):
            save_rating(run, rater, result)
            scored[result.id] = result
            click.echo(f"Saved: {verdict(result)}")
        at = _next(outcomes, scored, at + 1)


def _next(outcomes: "tuple[Outcome, ...]", scored: "dict[str, Rating]", begin: int) -> int:
    """The place of the next answer that is not scored; past the end where all are."""
    places = range(begin, len(outcomes))
    return next((i for i in places if outcomes[i].question.id not in scored), len(outcomes))
