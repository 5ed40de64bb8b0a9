"""A conversation as a file to keep: Markdown, Word and JSON, with all its citations."""
