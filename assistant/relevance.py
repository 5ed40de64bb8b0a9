"""Is a question about these documents at all?"""

import math

from assistant.question import Query
from assistant.ranking import Ranking

# On the tuning set 3% of the answerable lie below; so do four in five everyday questions about
# nothing, and six in ten about other policy.
_ABOUT_IT = 0.18
_SURE = 0.33


def relevance(query: Query, ranking: Ranking) -> float:
    """Between 0 and 1: how surely the documents are about the question.

    Logistic regression, classes balanced, of the tuning questions against lay questions about
    other Dutch policy and law and everyday questions (Tatoeba). Fitted for the bundled encoder;
    where the best document comes without questions of its own, on the other signals alone. Whoever
    names a footnote or section of the documents asks about them.
    """
    if query.footnotes or query.section_number or query.kind == "summary":
        return 1.0
    concepts = min(len(query.mentions), 3)
    if ranking.question_cosine is not None:
        similar = 1.1 * ranking.cosine + 4.4 * ranking.passage_cosine
        asked = 12.7 * ranking.question_cosine
        logit = -10.8 + asked + similar + 2.9 * ranking.coverage + 0.63 * concepts
    else:
        similar = 5.8 * ranking.cosine + 4.7 * ranking.passage_cosine
        logit = -7.0 + similar + 4.5 * ranking.coverage + 0.66 * concepts
    return 1 / (1 + math.exp(-logit))


def out_of_scope(query: Query, ranking: Ranking) -> bool:
    """Whether the question is about something else than the documents."""
    return relevance(query, ranking) < _ABOUT_IT


def doubtful(query: Query, ranking: Ranking) -> bool:
    """Whether what was found may well not be what was asked."""
    return relevance(query, ranking) < _SURE
