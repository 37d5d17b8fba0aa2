"""A child must not outlive the process that looks after it, even if that one is killed outright."""

import ctypes
import os
import signal
import sys

_PR_SET_PDEATHSIG = 1


def end_with_parent(parent: int | None = None) -> None:
    """Ask the kernel to be killed when the parent dies (Linux; elsewhere nothing happens).

    Killed, not asked: a server that is just starting a process may not hear a request, and every process here may be
    killed at any point without losing anything. `parent` is the process id that is expected: if it has already gone,
    end at once.
    """
    if not sys.platform.startswith("linux"):
        return
    ctypes.CDLL(None, use_errno=True).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
    if parent is not None and os.getppid() != parent:
        os.kill(os.getpid(), signal.SIGKILL)
