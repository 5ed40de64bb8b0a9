"""`beleidswijzer mcp`: the assistant as tools of a language model's client."""

import click

from ingest.settings import Settings


@click.command()
def mcp() -> None:
    """Serve the Model Context Protocol on standard input and output (extra [mcp]).

    A client (an editor, a chat program) starts this command itself and gets three tools: ask,
    search and show. What the client does with the answers, and where it sends them, is its own.

    \b
    In the client's settings:
      {"mcpServers": {"beleidswijzer": {"command": "beleidswijzer", "args": ["mcp"]}}}
    """
    from assistant.live import LiveAssistant
    from ui.api.tools import create_tools

    create_tools(LiveAssistant(Settings())).run()
