"""What a process takes, as far as the system tells."""

import sys
from pathlib import Path

_STATUS = Path("/proc/self/status")


def peak_memory_mb() -> float | None:
    """The most memory that this process has held, in MB (10^6 bytes); None on Windows.

    On Linux by its own account (VmHWM): what `getrusage` tells there begins at the memory of the
    process that started this one.
    """
    if _STATUS.exists():
        lines = _STATUS.read_text(encoding="ascii", errors="replace").splitlines()
        peak = next((line.split()[1] for line in lines if line.startswith("VmHWM:")), None)
        return round(int(peak) * 1024 / 1e6, 1) if peak else None
    try:
        import resource
    except ImportError:  # Windows
        return None
    peak_rss = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return round(peak_rss * (1 if sys.platform == "darwin" else 1024) / 1e6, 1)
