"""HTML, and Markdown, which is read as the HTML it stands for."""
