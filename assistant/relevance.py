"""Is a question about these documents at all?"""

import math

from assistant.question import Query
from assistant.ranking import Ranking

_ABOUT_IT = 0.15  # on the tuning set 3% of the answerable lie below, and half of other policy
_SURE = 0.3


def relevance(query: Query, ranking: Ranking) -> float:
    """Between 0 and 1: how surely the documents are about the question.

    Logistic regression, classes balanced, of the tuning questions against lay questions about
    other Dutch policy and law. Fitted for the bundled encoder; where the best document comes
    without questions of its own, on the other signals alone. Whoever names a footnote or section
    of the documents asks about them.
    """
    if query.footnotes or query.section_number or query.kind == "summary":
        return 1.0
    if ranking.question_cosine is not None:
        logit = -11.4 + 17.8 * ranking.question_cosine + 4.4 * ranking.coverage
    else:
        concepts = min(len(query.mentions), 3)
        similar = 5.2 * ranking.cosine + 2.0 * ranking.passage_cosine
        logit = -3.2 + similar + 1.7 * ranking.coverage + 0.5 * concepts
    return 1 / (1 + math.exp(-logit))


def out_of_scope(query: Query, ranking: Ranking) -> bool:
    """Whether the question is about something else than the documents."""
    return relevance(query, ranking) < _ABOUT_IT


def doubtful(query: Query, ranking: Ranking) -> bool:
    """Whether what was found may well not be what was asked."""
    return relevance(query, ranking) < _SURE
