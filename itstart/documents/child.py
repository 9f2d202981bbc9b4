"""Run as a program: set limits on this process, cut it off from the network, and become the program named.

`python -I -S child.py <program> <arguments>`. It is how a program that reads files of strangers is started. The limits
are the kernel's own; a network of its own, with nothing in it, is asked for and goes without where the kernel says no.
"""

import ctypes
import os
import resource
import sys

MEMORY = 768 << 20
FILE_BYTES = 64 << 20
PROCESSOR_S = 40
OPEN_FILES = 64
_NEW_USER, _NEW_NETWORK = 0x10000000, 0x40000000


def limit() -> None:
    """Memory, processor time, size of files and their number; no memory dumps."""
    for what, most in (
        (resource.RLIMIT_AS, MEMORY),
        (resource.RLIMIT_CPU, PROCESSOR_S),
        (resource.RLIMIT_FSIZE, FILE_BYTES),
        (resource.RLIMIT_NOFILE, OPEN_FILES),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(what, (most, most))


def leave_network() -> None:
    """As root a new network is enough; others get one together with a user space of their own."""
    unshare = getattr(ctypes.CDLL(None), "unshare", None)
    if unshare is not None and unshare(_NEW_NETWORK):
        unshare(_NEW_USER | _NEW_NETWORK)


if __name__ == "__main__":
    leave_network()
    limit()
    os.execvp(sys.argv[1], sys.argv[1:])  # noqa: S606 - no shell; the caller names the program
