"""Data only: the manifest, each document's folder, thesaurus, contacts. A package so that a wheel carries it."""
