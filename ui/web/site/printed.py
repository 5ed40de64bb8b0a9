"""Pages of added PDFs as they were printed: drawn when asked for, one at a time."""

from functools import lru_cache

from anyio import CapacityLimiter, to_thread

from ingest.document import Document
from ingest.errors import UnreadableError
from ingest.isolation import Limits
from ingest.page_image import can_draw, page_image
from ingest.settings import Settings
from ingest.shelf import Record, Shelf

_KEPT = 32  # images of some 200 kB
_SECONDS = 20


class PrintedPages:
    """Draws the pages of the PDFs that were added to one data folder."""

    def __init__(self, settings: Settings) -> None:
        self._shelf = Shelf(settings.data)
        self._limits = Limits(
            seconds=min(_SECONDS, settings.read_seconds),
            memory_mb=settings.read_memory_mb,
            file_mb=settings.max_file_mb,
        )
        self._one_at_a_time = CapacityLimiter(1)  # who waits keeps no thread
        self._drawn = lru_cache(_KEPT)(self._draw)

    def offered(self, document: Document) -> bool:
        """Whether its pages can be drawn: it came as a PDF, and the extra is installed."""
        return bool(document.pages) and can_draw() and self._shelf.record(document.id) is not None

    async def image(self, id_: str, number: int) -> bytes | None:
        """A page as PNG; None where there is none."""
        record = self._shelf.record(id_)
        if record is None or not can_draw():
            return None
        try:
            return await to_thread.run_sync(
                self._drawn, record, number, limiter=self._one_at_a_time
            )
        except (UnreadableError, OSError):
            return None

    def _draw(self, record: Record, number: int) -> bytes:
        return page_image(self._shelf.file(record).read_bytes(), number, self._limits)
