"""Bytes -> Document -> passages -> a published index."""
