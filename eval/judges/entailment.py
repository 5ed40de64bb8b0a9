"""What the cited text entails: vital nuggets, and generated statements with their citations.

Citation recall and precision are those of ALCE (Gao and others, EMNLP 2023), with any model of
natural language inference in the place of theirs. Pure: the model comes in as a function.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple, get_args

from assistant.answer import Citation, Statement
from eval.judges.judgement import (
    CitationVerdict,
    Judgement,
    Label,
    NuggetVerdict,
    StatementVerdict,
    nugget_verdict,
)
from eval.outcome import Outcome

LABELS: tuple[Label, ...] = get_args(Label)


class Pair(NamedTuple):
    """A premise, and a hypothesis that it may entail."""

    premise: str
    hypothesis: str


class Probabilities(NamedTuple):
    """How probable each label is for a pair, in the order of `LABELS`."""

    entailment: float
    neutral: float
    contradiction: float

    @property
    def label(self) -> Label:
        """The most probable one."""
        return LABELS[self.index(max(self))]


Infer = Callable[[Sequence[Pair]], Sequence[Probabilities]]


def judge_entailment(outcome: Outcome, judge: str, infer: Infer) -> Judgement:
    """Judge the vital nuggets and the generated statements of an answer.

    Args:
        outcome: a question with its answer.
        judge: the name of the model.
        infer: gives the probabilities of pairs, in their order.
    """
    answer = outcome.answer
    texts = {citation.id: cited_text(citation) for citation in answer.citations}
    generated = [(n, s) for n, s in enumerate(answer.statements, 1) if s.kind == "generated"]
    return Judgement(
        id=outcome.question.id,
        attempt=outcome.attempt,
        answerable=outcome.question.answerable,
        kind="nli",
        judge=judge,
        nuggets=nugget_verdicts(outcome, infer),
        statements=tuple(statement_verdict(n, s, texts, infer) for n, s in generated),
        quotes=sum(s.kind == "quote" for s in answer.statements),
    )


def cited_text(citation: Citation) -> str:
    """What a citation gives as a premise: its quote with the footnotes marked in it."""
    return "\n".join((citation.quote, *(note.text for note in citation.footnotes)))


def nugget_verdicts(outcome: Outcome, infer: Infer) -> tuple[NuggetVerdict, ...]:
    """The vital nuggets, each supported when a citation entails one of its wordings.

    Each citation is a premise of its own, as in SummaC (Laban and others, TACL 2022): models of
    inference are trained on premises of a few sentences, and are at a loss in longer ones.
    """
    premises = [cited_text(citation) for citation in outcome.answer.citations]
    asked = [
        (number, Pair(premise, wording))
        for number, nugget in enumerate(outcome.question.nuggets, 1)
        if nugget.vital
        for wording in nugget.any_of
        for premise in premises
    ]
    found = infer([pair for _, pair in asked])
    entailed = {n for (n, _), p in zip(asked, found, strict=True) if p.label == "entailment"}
    return tuple(
        nugget_verdict(outcome, number, "support" if number in entailed else "not_support")
        for number, nugget in enumerate(outcome.question.nuggets, 1)
        if nugget.vital
    )


def statement_verdict(
    number: int, statement: Statement, texts: Mapping[int, str], infer: Infer
) -> StatementVerdict:
    """Whether a statement is entailed by all it cites, and which citations that takes.

    A citation counts as relevant when the statement is entailed, and either the citation alone
    entails it, or the others without it do not (ALCE, section 4.2).

    Args:
        number: of the statement in the answer.
        statement: a generated one.
        texts: the cited texts by citation.
        infer: gives the probabilities of pairs, in their order.
    """
    cited = [c for c in dict.fromkeys(statement.citations) if c in texts]

    def labels(premises: Sequence[Sequence[int]]) -> list[Label]:
        joined = ["\n".join(texts[c] for c in ids) for ids in premises]
        return [p.label for p in infer([Pair(premise, statement.text) for premise in joined])]

    label: Label = labels([cited])[0] if cited else "neutral"
    relevant = dict.fromkeys(cited, label == "entailment")
    if label == "entailment" and len(cited) > 1:
        alone = labels([[c] for c in cited])
        rest = labels([[other for other in cited if other != c] for c in cited])
        relevant = {
            c: own == "entailment" or others != "entailment"
            for c, own, others in zip(cited, alone, rest, strict=True)
        }
    return StatementVerdict(
        number=number,
        label=label,
        citations=tuple(CitationVerdict(citation=c, relevant=r) for c, r in relevant.items()),
    )
