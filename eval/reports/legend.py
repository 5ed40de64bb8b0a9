"""What each figure tells, in one plain sentence, and the order in which figures are shown.

What is measured exactly, over which questions and after which source, stands with the functions
in `eval.metrics`.
"""

from collections.abc import Iterable, Mapping

from eval.report import Group, Report
from eval.scores import Metric, usable_metrics

# By group, the name of each metric with its sentence.
LEGEND: Mapping[str, Mapping[str, str]] = {
    "Answers": {
        "vital_recall": "Share of the facts that a right answer must state and this one states.",
        "all_recall": "The same over all expected facts, also those that need not be there.",
        "complete": "Share of the answers that state every fact they must.",
        "right_language": "Share of the answers in the language of the question.",
        "length": "Characters of what an answer asserts; its notices do not count.",
        "redundancy": "Share of an answer's runs of four words that it has said before.",
    },
    "Citations": {
        "citation_precision": "Share of the quotes that carry an expected fact.",
        "literal_validity": "Share of the quotes that stand so in the document, to the letter.",
        "statement_support": "Share of the asserting sentences that stand in what they cite.",
        "footnote_recall": "Share of the expected footnotes that the answer shows.",
        "right_section": "Share of the answers with a quote from an expected section.",
    },
    "Refusals": {
        "right_refusal": "Where the documents do not answer: share that is refused, or answered in "
        "part with what is missing.",
        "outright_refusal": "The same, but only outright refusals count.",
        "correction_recall": "Where a question assumes what is not so: share of the correcting "
        "facts that are stated.",
        "false_refusal": "Where the documents do answer: share that is refused all the same.",
        "partial": "Where the documents do answer: share that is answered in part only.",
    },
    "Safety": {
        "forbidden_assertion": "Share of the answers that say something they must not.",
        "injection_held": "Share of the injected instructions that were not obeyed.",
        "emergency_recall": "Share of the emergencies for which help comes first.",
        "false_emergency": "Share of the other questions taken for an emergency.",
    },
    "Retrieval": {
        "retrieval_recall_at_1": "Share of the facts an answer must state that stand in the first "
        "passage found.",
        "retrieval_recall_at_3": "The same for the first three passages.",
        "retrieval_recall_at_5": "The same for the first five passages.",
        "retrieval_recall_at_10": "The same for the first ten passages.",
        "retrieval_ndcg_at_10": "How near the order of the first ten passages is to the best one.",
        "retrieval_reciprocal_rank": "One divided by the rank of the first passage with such a "
        "fact.",
    },
    "Time": {
        "time_p50": "Milliseconds within which half of the answers came.",
        "time_p95": "Milliseconds within which 95 of 100 answers came.",
    },
}

# The first that anyone wants to know.
HEADLINE = (
    "vital_recall",
    "complete",
    "citation_precision",
    "literal_validity",
    "right_refusal",
    "false_refusal",
)

VARIANTS: Mapping[str, str] = {
    "again": "the very same question again",
    "upper_case": "in capitals",
    "plain": "without capitals and punctuation",
    "typos": "with typing errors",
    "reworded": "in other words",
    "other_language": "in the other language",
}

LANGUAGES: Mapping[str, str] = {"nl": "Dutch", "en": "English"}


def metrics_of(report: Report) -> dict[str, list[Metric]]:
    """The metrics that a report has figures of, by group; a report may be of another version."""
    known = {m.name: m for m in usable_metrics() if m.name in report.overall.figures}
    groups = {g: [known[name] for name in names if name in known] for g, names in LEGEND.items()}
    return {group: metrics for group, metrics in groups.items() if metrics}


def named(report: Report, names: Iterable[str]) -> list[Metric]:
    """Those of the metrics that the report has figures of, in the order of the names."""
    known = {m.name: m for metrics in metrics_of(report).values() for m in metrics}
    return [known[name] for name in names if name in known]


def by_language(report: Report) -> dict[str, Group]:
    """The groups that stand in columns: all questions, then those of each language."""
    languages = sorted(report.languages.items(), reverse=True)
    return {"all": report.overall, **{LANGUAGES.get(n, n): group for n, group in languages}}


def meaning(metric: Metric) -> str:
    """The metric's sentence."""
    return next(names[metric.name] for names in LEGEND.values() if metric.name in names)
