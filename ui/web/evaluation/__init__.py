"""The pages under /evaluatie, for evaluators: only with `serve --results`."""
