"""A page of a PDF as it was printed: PDFium draws it, in a process of its own (extra [pages])."""

import io
import os
import sys
from importlib.util import find_spec

from ingest.document import Frozen
from ingest.errors import UnreadableError
from ingest.isolation import OUT_OF_MEMORY, Limits, limit_this_process, run_isolated

_LONGEST = 1600  # pixels of a side: to be read at the width of a page, and no more


class PageRequest(Frozen):
    """What the drawing process is told, before the bytes of the file."""

    number: int  # from 1
    limits: Limits


def can_draw() -> bool:
    """Whether the extra is installed."""
    return find_spec("pypdfium2") is not None


def page_image(data: bytes, number: int, limits: Limits) -> bytes:
    """A page as PNG.

    Args:
        data: The PDF.
        number: Of the page in the file, from 1.
        limits: What drawing it may cost.

    Raises:
        UnreadableError: There is no such page, or it cannot be drawn within the limits.
    """
    request = PageRequest(number=number, limits=limits)
    return run_isolated("ingest.page_image", request, data, limits)


def _draw(data: bytes, number: int) -> bytes:
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data)
        page = document[number - 1]
        image = page.render(scale=_LONGEST / max(page.get_size())).to_pil()
    except (pypdfium2.PdfiumError, IndexError) as error:
        raise UnreadableError(f"Page {number} cannot be drawn.") from error
    drawn = io.BytesIO()
    image.save(drawn, "PNG")
    return drawn.getvalue()


def _main() -> int:
    """Draw, within the limits that the request sets; the exit code."""
    request = PageRequest.model_validate_json(sys.stdin.buffer.readline())
    limit_this_process(request.limits)
    try:
        sys.stdout.buffer.write(_draw(sys.stdin.buffer.read(), request.number))
    except UnreadableError as error:
        print(error, file=sys.stderr)  # noqa: T201  # the one line that the parent reads
        return UnreadableError.exit_code
    except MemoryError:
        os._exit(OUT_OF_MEMORY)  # at once: whatever needs memory here may fail again, without end
    return 0


if __name__ == "__main__":
    sys.exit(_main())
