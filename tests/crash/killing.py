"""Who is killed, and how: always with SIGKILL, never at a moment of the victim's choice."""

import random
import threading
import time
from collections import Counter
from contextlib import suppress

import psutil

from tests.crash.living import Diary
from tests.crash.post_office import PostOffice
from tests.running import House, wait_until

LONGEST_SECONDS = 90
LONGEST_WITHOUT_POST_SECONDS = 300
"""Letters that a killed worker had taken wait until its lease has run out."""
AFTER_250 = "worker between send and mark"
EVERYTHING = "everything at once"
VICTIMS = {"worker": 3, AFTER_250: 3, "web": 2, "server of pages": 3, "postmaster": 3, "backend": 2, "supervisor": 2,
           EVERYTHING: 1}  # fmt: skip
"""Name → how likely beside the others; each comes once at least."""


class Killer:
    """Kills in a running house while it works; counts whom."""

    def __init__(self, house: House, office: PostOffice, diary: Diary, dice: random.Random) -> None:
        self._house, self._office, self._diary, self._dice = house, office, diary, dice
        self.killed: Counter[str] = Counter()
        self.recoveries: list[tuple[float, str]] = []
        """Seconds until the next move was acknowledged, after whom."""

    def kill(self, times: int) -> None:
        """So many processes, each once the house was seen to work again and a random moment later."""
        for name in self._drawn(times):
            self._see_it_work()
            threading.Event().wait(self._dice.uniform(0, 0.4))
            began = time.monotonic()
            self._kill(name)
            self.killed[name] += 1
            self._see_it_work()
            self.recoveries.append((round(time.monotonic() - began, 1), name))

    def _see_it_work(self) -> None:
        before = len(self._diary.acknowledged)
        assert self._diary.wait_for_more(before, seconds=LONGEST_SECONDS), self._house.said()

    def _drawn(self, times: int) -> list[str]:
        names, likely = list(VICTIMS), list(VICTIMS.values())
        drawn = [*names, *self._dice.choices(names, likely, k=times)][:times]
        self._dice.shuffle(drawn)
        return drawn

    def _kill(self, name: str) -> None:
        if name == AFTER_250:
            assert self._office.kill_after_next(self._kill_worker, seconds=LONGEST_WITHOUT_POST_SECONDS)
        elif name in {"supervisor", EVERYTHING}:
            for process in self._everything() if name == EVERYTHING else []:
                with suppress(psutil.Error):
                    process.kill()
            self._house.supervisor.kill()
            self._house.supervisor.wait()
            self._house.start()
        else:
            wait_until(lambda: self._kill_one(name), seconds=LONGEST_SECONDS, what=self._house.said)

    def _everything(self) -> list[psutil.Process]:
        """All but the supervisor, as when the power goes."""
        with suppress(OSError, RuntimeError, psutil.Error):
            postmaster = psutil.Process(self._house.server.pid())
            return [postmaster, *postmaster.children(), *self._house.processes()[1:]]
        return self._house.processes()[1:]

    def _kill_worker(self) -> None:
        self._house.process("worker").kill()

    def _kill_one(self, name: str) -> bool:
        """Whether there was one to kill."""
        with suppress(psutil.Error, OSError, RuntimeError):
            found = self._victims(name)
            if found:
                self._dice.choice(found).kill()
                return True
        return False

    def _victims(self, name: str) -> list[psutil.Process]:
        if name in {"worker", "web"}:
            return [one for one in [self._house.process(name)] if one is not None]
        if name == "server of pages":
            web = self._house.process("web")
            return web.children() if web else []
        postmaster = psutil.Process(self._house.server.pid())
        return [postmaster] if name == "postmaster" else backends_of(postmaster)


def backends_of(postmaster: psutil.Process) -> list[psutil.Process]:
    """The processes that serve a connection: their title ends with what they do for whom."""
    return [child for child in postmaster.children() if "127.0.0.1(" in " ".join(child.cmdline())]
