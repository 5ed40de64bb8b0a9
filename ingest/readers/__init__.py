"""Readers, one module a format: bytes in, `Document` out."""
