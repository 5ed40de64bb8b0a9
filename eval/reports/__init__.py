"""A run for reading: as text, Markdown, a web page with plots, and the system card."""
