"""Our retrieval as a LangChain retriever, so that others can plug it into their own chains."""

from typing import Any

from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document
from langchain_core.retrievers import BaseRetriever

from assistant.assistant import Assistant


class PassageRetriever(BaseRetriever):
    """The best passages for a question, as LangChain documents with their exact place.

    Example:
        >>> from assistant.assistant import Assistant
        >>> from ingest.settings import Settings
        >>> retriever = PassageRetriever(assistant=Assistant.open(Settings()), k=3)
        >>> retriever.invoke("Wat doet de politie in 2026?")[0].metadata["anchor"]
        'kst-30420-437#4.politie.p1'
    """

    assistant: Any  # an Assistant; pydantic would ask LangChain's model to know our class
    k: int = 5

    def _get_relevant_documents(
        self, query: str, *, run_manager: CallbackManagerForRetrieverRun
    ) -> list[Document]:
        assistant: Assistant = self.assistant
        return [
            Document(
                page_content=passage.text,
                id=passage.anchor,
                metadata={
                    "document": passage.document,
                    "anchor": passage.anchor,
                    "section": list(passage.section),
                    "footnotes": list(passage.footnotes),
                    "start": passage.start,
                    "end": passage.end,
                },
            )
            for passage in assistant.retrieve(query, self.k)
        ]
