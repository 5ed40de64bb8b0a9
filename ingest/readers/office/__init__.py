"""DOCX (ECMA-376) and ODT (OpenDocument 1.3): two formats, one kind of document."""
