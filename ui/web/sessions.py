"""Sessions that Gradio forgets.

Gradio keeps the last input and output of every session (here a question and its answer) until
10,000 other sessions have come, also after the browser has gone. The page has no use for them.
"""

from fastapi import FastAPI
from gradio.blocks import Blocks
from gradio.state_holder import SessionState, StateHolder
from starlette.routing import Mount


class _Forgetful(StateHolder):
    """Every event has a state of its own, which ends with the event."""

    def __getitem__(self, session_id: str) -> SessionState:
        return SessionState(self.blocks)


def forget_sessions(app: FastAPI, page: Blocks) -> None:
    """Let the page, mounted in the app, keep nothing between events."""
    holder = _Forgetful()  # type: ignore[no-untyped-call]
    holder.set_blocks(page)
    for route in app.routes:
        if isinstance(route, Mount):
            route.app.state_holder = holder  # type: ignore[attr-defined]
