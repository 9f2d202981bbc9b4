"""How the C library keeps memory: what is done with goes back to the system.

glibc gives every thread a heap of its own, and keeps large blocks once some have been freed: a log-in takes 19 MB for
its hash, and eight threads would keep as many. Elsewhere (musl, macOS, Windows) nothing is changed.
"""

import ctypes
import gc
import sys
from typing import Any

M_MMAP_THRESHOLD, M_ARENA_MAX = -3, -8
LARGE = 1 << 20
HEAPS = 2


def _library() -> Any:
    return ctypes.CDLL(None) if sys.platform.startswith("linux") else None


def give_back() -> bool:
    """Ask for it, before there are threads; True where it was understood."""
    mallopt = getattr(_library(), "mallopt", None)
    return mallopt is not None and bool(mallopt(M_MMAP_THRESHOLD, LARGE)) and bool(mallopt(M_ARENA_MAX, HEAPS))


def tidy() -> None:
    """Throw away what the start has left behind; what stays is needed for ever, and is not looked at again."""
    gc.collect()
    gc.freeze()
    trim = getattr(_library(), "malloc_trim", None)
    if trim is not None:
        trim(0)


COMMANDS = ()
