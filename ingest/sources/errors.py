"""What can go wrong with a source."""

from collections.abc import Callable
from typing import TypeVar

from ingest.errors import BeleidswijzerError

_T = TypeVar("_T")


class UnknownIdError(BeleidswijzerError):
    """What is asked for is no id or address that could be looked up."""

    exit_code = 2


class SourceError(BeleidswijzerError):
    """A service did not give what was asked; the message is one short phrase, as in a `Try`."""

    exit_code = 11


class RequestError(SourceError):
    """A request failed.

    Attributes:
        transient: Whether the same request may succeed a moment later.
        retry_after: Seconds that the server asks to wait, where it does.
        unreachable: Whether the host did not answer at all.
    """

    def __init__(
        self,
        outcome: str,
        *,
        transient: bool = False,
        retry_after: float | None = None,
        unreachable: bool = False,
    ) -> None:
        super().__init__(outcome)
        self.transient = transient
        self.retry_after = retry_after
        self.unreachable = unreachable


def or_none(ask: Callable[..., _T], *args: object) -> _T | None:
    """What a service gives; None where it fails, which the client has recorded."""
    try:
        return ask(*args)
    except SourceError:
        return None
