"""What this process holds in memory now, as far as the system tells."""

from pathlib import Path

_STATUS = Path("/proc/self/status")


def resident_memory_mb(status: Path = _STATUS) -> float | None:
    """The memory that this process holds now (VmRSS), in MB (10^6 bytes); None but on Linux."""
    if not status.exists():
        return None
    lines = status.read_text(encoding="ascii", errors="replace").splitlines()
    held = next((line.split()[1] for line in lines if line.startswith("VmRSS:")), None)
    return round(int(held) * 1024 / 1e6, 1) if held else None
