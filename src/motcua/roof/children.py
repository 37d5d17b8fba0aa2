"""A child process of the supervisor: forked from it with the house already loaded, started anew when it dies."""

import ctypes
import os
import random
import signal
import sys
import time
import traceback
from collections.abc import Callable
from dataclasses import dataclass

from motcua.roof.lifeline import end_with_parent

_PR_SET_NAME = 15
_FIRST_WAIT, _LONGEST_WAIT, _CALM_SECONDS = 0.5, 30.0, 60.0


@dataclass
class Child:
    """`work` runs in a process of its own; after a death it waits longer before each start until it lived a minute."""

    name: str
    work: Callable[[], None]
    pid: int | None = None
    code: int | None = None
    started: float = 0.0
    wait: float = 0.0

    def start(self) -> None:
        """Fork; the child leads a session of its own, so that Ctrl-C does not reach it."""
        parent = os.getpid()
        sys.stdout.flush()
        sys.stderr.flush()
        self.started, self.code = time.monotonic(), None
        self.pid = os.fork()
        if self.pid == 0:
            self._live(parent)

    def lives(self) -> bool:
        """Whether it still runs; learns its exit code if not."""
        if self.pid is not None and self.code is None:
            ended, status = os.waitpid(self.pid, os.WNOHANG)
            if ended:
                self.code = os.waitstatus_to_exitcode(status)
        return self.pid is not None and self.code is None

    def is_due(self) -> bool:
        """Whether a dead one has waited long enough to be started again."""
        lived = time.monotonic() - self.started
        if self.wait == 0.0 or lived > _CALM_SECONDS:
            self.wait = _FIRST_WAIT
        return lived >= self.wait

    def start_again(self) -> None:
        """Start a dead one; the next time it waits twice as long."""
        self.wait = min(self.wait * 2, _LONGEST_WAIT)
        self.start()

    def signal(self, number: signal.Signals) -> None:
        """Send a signal if it lives."""
        if self.lives() and self.pid is not None:
            os.kill(self.pid, number)

    def _live(self, parent: int) -> None:
        """The rest of the child's life; never returns into the supervisor's code."""
        code = 1
        try:
            os.setsid()
            end_with_parent(parent)
            _call_itself(f"motcua-{self.name}")
            signal.pthread_sigmask(signal.SIG_SETMASK, set())
            random.seed()
            self.work()
            code = 0
        except SystemExit as leaving:
            code = leaving.code if isinstance(leaving.code, int) else 1
        except KeyboardInterrupt:
            code = 130
        except BaseException as error:
            traceback.print_exc() if os.environ.get("MOTCUA_DEBUG") else print(in_words(error), file=sys.stderr)
        finally:
            sys.stdout.flush()
            sys.stderr.flush()
            os._exit(code)


def in_words(error: BaseException) -> str:
    """What went wrong, for a person; the type only where the text alone would not tell."""
    known = {"DomainError", "CommandError", "SettingError", "PostgresFailed", "DatabaseUnfit", "StartFailed"}
    text = str(error).strip()
    if text and known & {parent.__name__ for parent in type(error).__mro__}:
        return text
    return f"{type(error).__name__}: {text}\n(MOTCUA_DEBUG=1: toàn bộ dấu vết / the whole trace)"


def _call_itself(name: str) -> None:
    """The name that `ps` and `top` show (15 characters at most)."""
    if sys.platform.startswith("linux"):
        ctypes.CDLL(None).prctl(_PR_SET_NAME, name.encode()[:15], 0, 0, 0)
