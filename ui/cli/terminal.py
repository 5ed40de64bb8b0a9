"""What may reach a terminal: nothing from a question or a document may steer it."""

import json
import re

import click


def echo_text(text: str) -> None:
    """Print text for people, without the characters that nobody sees or that move the cursor."""
    click.echo("".join(c for c in text if c == "\n" or c.isprintable() or c == "\u00a0"))


def echo_json(text: str) -> None:
    """Print one line of JSON as UTF-8, whatever the locale; what is not printable as its escape.

    Outside strings JSON is printable ASCII, so an escape can only fall where it is allowed.
    """
    safe = re.sub(r"[^ -~]", lambda c: c[0] if c[0].isprintable() else json.dumps(c[0])[1:-1], text)
    click.echo(safe.encode())


def well_formed(text: str) -> str:
    """The text with "?" for what is no Unicode: bytes of another encoding, halves of pairs."""
    return text.encode("utf-8", "replace").decode("utf-8")
