"""The web front end: a Gradio page in FastAPI, drawn by pure functions."""
