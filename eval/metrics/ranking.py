"""How well what was found is ranked, by ir-measures (MacAvaney and others, ECIR 2022).

That library runs trec_eval's own code, so figures can be compared with those that others publish.
"""

from collections.abc import Iterable, Mapping, Sequence

from ingest.errors import MissingExtraError

# Our names, and how ir-measures writes the measure.
MEASURES = {
    "ndcg_at_10": "nDCG@10",
    "reciprocal_rank": "RR@10",
    "recall_at_10": "R@10",
    "recall_at_100": "R@100",
    "hit_at_1": "Success@1",
}


def ranking_figures(
    gains: Mapping[str, float],
    ranked: Sequence[str],
    names: Iterable[str] = ("ndcg_at_10", "reciprocal_rank"),
) -> dict[str, float]:
    """Figures of one ranked list, each between 0 and 1.

    Args:
        gains: gain, above 0, of each passage that is relevant, by id; whole numbers.
        ranked: ids of the passages that were found, best first; one that comes again counts once.
        names: the figures wanted. Without others, the first two of:

            - "ndcg_at_10": nDCG@10 with linear gains (Järvelin and Kekäläinen 2002);
            - "reciprocal_rank": 1 / the rank of the first relevant passage among the first ten, 0
              where there is none (Voorhees 1999; its mean over questions is MRR@10);
            - "recall_at_10", "recall_at_100": share of the relevant passages among the first k;
            - "hit_at_1": 1 when the first passage is relevant.

    Returns:
        The figure by its name; all 0 where nothing is relevant.

    Raises:
        MissingExtraError: when ir-measures is not installed.
    """
    try:
        import ir_measures
    except ImportError as error:
        raise MissingExtraError("Measuring a ranking", "eval") from error
    names = tuple(names)
    if not gains:
        return dict.fromkeys(names, 0.0)
    measures = {name: ir_measures.parse_measure(MEASURES[name]) for name in names}
    relevant = {"q": {passage: int(gain) for passage, gain in gains.items()}}
    run = {"q": {passage: -float(rank) for rank, passage in enumerate(dict.fromkeys(ranked))}}
    figures = ir_measures.calc_aggregate(measures.values(), relevant, run)
    return {name: float(figures[measure]) for name, measure in measures.items()}
