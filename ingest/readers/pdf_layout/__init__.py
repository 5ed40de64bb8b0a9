"""From what a PDF draws to lines, notes and blocks; `ingest.readers.pdf` puts them together."""
