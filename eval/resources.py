"""What a process takes, as far as the system tells. MB are 10^6 bytes."""

import sys
from pathlib import Path

_STATUS = Path("/proc/self/status")  # on Linux, what the system knows of this process


def peak_memory_mb() -> float | None:
    """The most memory that this process has held; None on Windows.

    On Linux by its own account (VmHWM): what `getrusage` tells there begins at the memory of the
    process that started this one.
    """
    if _STATUS.exists():
        return _told("VmHWM", _STATUS)
    try:
        import resource
    except ImportError:  # Windows
        return None
    peak_rss = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return round(peak_rss * (1 if sys.platform == "darwin" else 1024) / 1e6, 1)


def resident_memory_mb(status: Path = _STATUS) -> float | None:
    """The memory that this process holds now (VmRSS); None but on Linux."""
    return _told("VmRSS", status) if status.exists() else None


def _told(field: str, status: Path) -> float | None:
    lines = status.read_text(encoding="ascii", errors="replace").splitlines()
    held = next((line.split()[1] for line in lines if line.startswith(f"{field}:")), None)
    return round(int(held) * 1024 / 1e6, 1) if held else None
