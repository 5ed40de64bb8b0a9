"""Data only: manifest, documents, thesaurus, contacts. A package so that a wheel carries it."""
