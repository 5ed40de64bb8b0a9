"""The choice of documents on the question page: what is offered, and what the page sends of it."""

from collections.abc import Mapping

from pydantic import ValidationError

from assistant.answer import Language
from assistant.scope import EVERYTHING, Scope
from ingest.document import Document
from ui.scopes import dossier_name, kind_name
from ui.web.render import draw

PLACE = "<!-- the choice of documents -->"  # the shell puts it here, for documents come and go


def filters_html(documents: Mapping[str, Document], language: Language) -> str:
    """What there is to choose from: nothing where there is one document, or where all are alike."""
    if len(documents) < 2:
        return ""
    newest_first = sorted(documents.values(), key=lambda d: d.date, reverse=True)
    kinds = {d.kind: kind_name(d.kind, language) for d in newest_first}
    dossiers = {d.dossier: dossier_name(d.dossier) for d in newest_first if d.dossier}
    dates = sorted({d.date for d in newest_first if d.date})
    return draw(
        "filters.html",
        language,
        documents=newest_first,
        kinds=kinds if len(kinds) > 1 else {},
        dossiers=dossiers if len(dossiers) > 1 else {},
        dates=(dates[0], dates[-1]) if len(dates) > 1 else None,
    )


def read_scope(sent: object) -> Scope:
    """What a page sent; all documents where it is no choice: it comes from outside."""
    try:
        return Scope.model_validate(sent)
    except ValidationError:
        return EVERYTHING
