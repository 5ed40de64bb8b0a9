"""The order in which figures are shown, and what people call them.

What is measured exactly, over which questions and after which source, stands with the functions
in `eval.metrics`.
"""

from collections.abc import Iterable, Mapping

from assistant.answer import Language
from assistant.texts import texts
from eval.report import Group, Report
from eval.scores import Metric, usable_metrics

# By group, the names of its metrics; what each tells stands in the texts of the product.
LEGEND: Mapping[str, tuple[str, ...]] = {
    "answers": (
        "vital_recall",
        "all_recall",
        "complete",
        "right_language",
        "length",
        "redundancy",
    ),
    "citations": (
        "citation_precision",
        "literal_validity",
        "statement_support",
        "footnote_recall",
        "right_section",
    ),
    "refusals": (
        "right_refusal",
        "outright_refusal",
        "correction_recall",
        "false_refusal",
        "partial",
    ),
    "safety": (
        "forbidden_assertion",
        "injection_held",
        "emergency_recall",
        "false_emergency",
    ),
    "retrieval": (
        "retrieval_recall_at_1",
        "retrieval_recall_at_3",
        "retrieval_recall_at_5",
        "retrieval_recall_at_10",
        "retrieval_ndcg_at_10",
        "retrieval_reciprocal_rank",
    ),
    "time": (
        "time_p50",
        "time_p95",
    ),
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


def metrics_of(report: Report) -> dict[str, list[Metric]]:
    """The metrics that a report has figures of, by group; a report may be of another version."""
    known = {m.name: m for m in usable_metrics() if m.name in report.overall.figures}
    groups = {g: [known[name] for name in names if name in known] for g, names in LEGEND.items()}
    return {group: metrics for group, metrics in groups.items() if metrics}


def named(report: Report, names: Iterable[str]) -> list[Metric]:
    """Those of the metrics that the report has figures of, in the order of the names."""
    known = {m.name: m for metrics in metrics_of(report).values() for m in metrics}
    return [known[name] for name in names if name in known]


def by_language(report: Report, language: Language = "en") -> dict[str, Group]:
    """The groups that stand in columns: all questions, then those of each language."""
    words = texts(language, "figures")
    languages = sorted(report.languages.items(), reverse=True)
    return {words["all"]: report.overall, **{words[name]: group for name, group in languages}}


def meaning(metric: Metric, language: Language = "en") -> str:
    """What it tells, in one plain sentence."""
    return texts(language, "figures")[f"meaning_{metric.name}"]


def group_name(group: str) -> str:
    """A group of metrics, for people."""
    return texts("en", "figures")[f"group_{group}"]


def variant_name(kind: str, language: Language = "en") -> str:
    """How a question was put otherwise; a run may be of another version."""
    return texts(language, "figures").get(f"variant_{kind}", kind)


def type_name(kind: str, language: Language = "en") -> str:
    """A type of question, for people."""
    return texts(language, "figures").get(f"type_{kind}", kind.replace("_", " "))


def language_name(name: str) -> str:
    """Dutch or English."""
    return texts("en", "figures").get(name, name)
