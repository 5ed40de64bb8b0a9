"""The LangChain face of retrieval."""

from assistant.retriever import PassageRetriever


def test_passages_are_langchain_documents_with_their_place(assistant):
    found = PassageRetriever(assistant=assistant, k=3).invoke("Wat doet de politie in 2026?")
    assert len(found) == 3
    for document in found:
        meta = document.metadata
        text = assistant.documents[meta["document"]].text
        assert text[meta["start"] : meta["end"]] == document.page_content
    assert found[0].metadata["section"][-1] == "Politie"
