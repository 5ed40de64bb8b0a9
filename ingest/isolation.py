"""Reading files from outside: each in a process of its own, with limits of time and memory.

A bomb, a loop or a crash ends that process; whoever asked gets a clear error and goes on.
"""

import subprocess
import sys

from ingest.document import Document, DocumentInfo, Frozen
from ingest.errors import UnreadableError

OUT_OF_MEMORY = 4  # exit code of the reading process
_MEGABYTE = 2**20


class Limits(Frozen):
    """What reading one file may cost."""

    seconds: int
    memory_mb: int
    file_mb: int


class Request(Frozen):
    """What the reading process is told, before the bytes of the file."""

    info: DocumentInfo
    name: str
    limits: Limits


def read_isolated(data: bytes, info: DocumentInfo, name: str, limits: Limits) -> Document:
    """As `ingest.readers.reading.read`, in another process.

    Raises:
        UnreadableError: It cannot be read, or not within the limits.
    """
    request = Request(info=info, name=name, limits=limits)
    return Document.model_validate_json(run_isolated("ingest.readers", request, data, limits))


def run_isolated(module: str, request: Frozen, data: bytes, limits: Limits) -> bytes:
    """What a module writes on standard output when it is given a request and a file.

    Args:
        module: Run as a program; it sets the limits itself (`limit_this_process`), and ends with
            exit code 3 and one line on standard error where it cannot do what is asked.
        request: Stands on the first line of its standard input.
        data: The file, behind it.
        limits: What it may cost.

    Raises:
        UnreadableError: It cannot be done, or not within the limits.
    """
    check_size(len(data), limits.file_mb)
    try:
        done = subprocess.run(
            [sys.executable, "-m", module],
            input=request.model_dump_json().encode() + b"\n" + data,
            capture_output=True,
            timeout=limits.seconds,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise UnreadableError(
            f"Reading it took longer than {limits.seconds} seconds and was stopped. "
            "Split it, or raise BELEIDSWIJZER_READ_SECONDS."
        ) from error
    said = done.stderr.decode("utf-8", "replace").strip().splitlines()
    if done.returncode == UnreadableError.exit_code and said:
        raise UnreadableError(said[-1])
    if done.returncode < 0 or done.returncode == OUT_OF_MEMORY or b"MemoryError" in done.stderr:
        raise UnreadableError(
            f"Reading it took more than {limits.memory_mb} MB of memory and was stopped. "
            "Split it, or raise BELEIDSWIJZER_READ_MEMORY_MB."
        )
    if done.returncode != 0:
        raise UnreadableError(
            "Reading it failed: it is damaged, or made to be. Save it again from the program it "
            "was written with, and add that."
        )
    return done.stdout


def check_size(size: int, most_mb: int) -> None:
    """See that a file of so many bytes may be read.

    Raises:
        UnreadableError: It is too large.
    """
    if size > most_mb * _MEGABYTE:
        raise UnreadableError(
            f"Larger than {most_mb} MB. Split it, or raise BELEIDSWIJZER_MAX_FILE_MB."
        )


def limit_this_process(limits: Limits) -> None:
    """Let this process have no more than the limits; where the system has such limits."""
    try:
        import resource
    except ImportError:  # Windows: the time limit of the parent still holds
        return
    memory = limits.memory_mb * _MEGABYTE
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (limits.seconds, limits.seconds + 1))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
