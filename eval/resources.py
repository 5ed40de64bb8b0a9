"""What a process takes, as far as the system tells."""

import sys


def peak_memory_mb() -> float | None:
    """The most memory that this process has held, in MB (10^6 bytes); None on Windows."""
    try:
        import resource
    except ImportError:  # Windows
        return None
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return round(peak * (1 if sys.platform == "darwin" else 1024) / 1e6, 1)
