"""From what a PDF draws to lines, notes and blocks; `reader` puts them together."""
