"""Benchmarks that nobody here wrote: retrieval sets of others, and the figures of an encoder."""
