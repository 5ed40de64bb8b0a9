"""Reads one document in a process of its own: `ingest.isolation` starts it.

Standard input: a line of JSON (`Request`), then the file. Standard output: the Document as JSON.
Exit code 3 with one line on standard error where it cannot be read.
"""

import os
import sys

from ingest.errors import UnreadableError
from ingest.isolation import OUT_OF_MEMORY, Request, limit_this_process
from ingest.readers.reading import read


def main() -> int:
    """Read, within the limits that the request sets; the exit code."""
    request = Request.model_validate_json(sys.stdin.buffer.readline())
    limit_this_process(request.limits)
    try:
        document = read(sys.stdin.buffer.read(), request.info, request.name)
        sys.stdout.buffer.write(document.model_dump_json().encode())
    except UnreadableError as error:
        print(error, file=sys.stderr)  # noqa: T201  # the one line that the parent reads
        return UnreadableError.exit_code
    except MemoryError:
        os._exit(OUT_OF_MEMORY)  # at once: whatever needs memory here may fail again, without end
    except RecursionError:
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
