"""The documents that someone chose, in words."""

from collections.abc import Iterator, Mapping

from assistant.answer import Language
from assistant.scope import Scope
from assistant.texts import texts
from ingest.document import Document
from ui.citing import long_date


def kind_name(kind: str, language: Language) -> str:
    """Kamerbrief, or Letter to parliament."""
    return texts(language, "site").get(f"kind_{kind}", kind)


def dossier_name(dossier: str) -> str:
    """30420 as 30 420, the way it is written on paper."""
    return f"{dossier[:2]} {dossier[2:]}" if dossier[:5].isdecimal() else dossier


def scope_in_words(scope: Scope, documents: Mapping[str, Document], language: Language) -> str:
    """What the choice is; nothing where all documents may answer."""
    return "; ".join(_parts(scope, documents, language))


def _parts(scope: Scope, documents: Mapping[str, Document], language: Language) -> Iterator[str]:
    t = texts(language, "filters")
    yield from (documents[id_].title if id_ in documents else id_ for id_ in scope.documents)
    yield from (kind_name(kind, language) for kind in scope.kinds)
    yield from (t["of_dossier"].format(dossier=dossier_name(d)) for d in scope.dossiers)
    if scope.since:
        yield t["from_day"].format(date=long_date(scope.since, language))
    if scope.until:
        yield t["to_day"].format(date=long_date(scope.until, language))
