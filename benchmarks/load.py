"""Clients: so many at a time, each waiting for its answer (closed loop), or groups that arrive by the clock (open)."""

import http.client
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from queue import Empty, SimpleQueue
from random import Random
from statistics import quantiles
from urllib.parse import urlencode


class Browser:
    """One connection kept open, as a browser keeps it."""

    def __init__(self, port: int) -> None:
        self._connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)

    def get(self, path: str, cookie: str) -> tuple[int, dict[str, str], bytes]:
        """Status, headers and body."""
        return self._ask("GET", path, None, {"Cookie": cookie})

    def post(self, path: str, cookie: str, form: dict[str, str]) -> tuple[int, dict[str, str], bytes]:
        """A form sent."""
        headers = {"Cookie": cookie, "Content-Type": "application/x-www-form-urlencoded"}
        return self._ask("POST", path, urlencode(form), headers)

    def send(self, path: str, cookie: str, body: str) -> tuple[int, dict[str, str], bytes]:
        """JSON sent."""
        return self._ask("POST", path, body, {"Cookie": cookie, "Content-Type": "application/json"})

    def close(self) -> None:
        self._connection.close()

    def _ask(
        self, method: str, path: str, body: str | None, headers: dict[str, str]
    ) -> tuple[int, dict[str, str], bytes]:
        self._connection.request(method, path, body, headers)
        answer = self._connection.getresponse()
        told = {name.lower(): value for name, value in answer.getheaders()}
        return answer.status, told, answer.read()


@dataclass
class Times:
    """How long each request took, and the whole."""

    seconds: list[float] = field(default_factory=list)
    whole: float = 0.0
    failed: int = 0

    @property
    def rate(self) -> float:
        """Done a second."""
        return len(self.seconds) / self.whole

    def percentile(self, share: int) -> float:
        """Milliseconds within which so many of a hundred were answered."""
        return 1000 * quantiles(self.seconds, n=100, method="inclusive")[share - 1]


Work = Callable[[Browser], None]


def closed(port: int, works: Iterable[Work], *, clients: int) -> Times:
    """Do all works, by so many clients; a work that raises is counted as failed and told at the end."""
    waiting: SimpleQueue[Work] = SimpleQueue()
    for work in works:
        waiting.put(work)
    times, errors = Times(), list[Exception]()

    def client() -> None:
        browser = Browser(port)
        for work in _drained(waiting):
            if errors:
                break
            began = time.perf_counter()
            try:
                work(browser)
            except Exception as error:
                errors.append(error)
            else:
                times.seconds.append(time.perf_counter() - began)
        browser.close()

    times.whole = _together([client] * clients)
    _tell(times, errors)
    return times


def opened(port: int, works: Sequence[Work], *, clients: int, arrivals_a_second: float) -> Times:
    """So many clients, who together come so often a second, each at moments of his own by chance (Poisson).

    They come whether the ones before were answered or not: the time of a request runs from when it should have begun.
    """
    times, errors = Times(), list[Exception]()
    began = time.perf_counter() + 0.2

    def client(number: int) -> Callable[[], None]:
        def run() -> None:
            browser, dice, due = Browser(port), Random(number), began
            for work in works[number::clients]:
                due += dice.expovariate(arrivals_a_second / clients)
                time.sleep(max(0.0, due - time.perf_counter()))
                try:
                    work(browser)
                except Exception as error:
                    errors.append(error)
                else:
                    times.seconds.append(time.perf_counter() - due)
            browser.close()

        return run

    times.whole = _together([client(number) for number in range(clients)])
    _tell(times, errors)
    return times


def _together(runs: list[Callable[[], None]]) -> float:
    threads = [threading.Thread(target=run) for run in runs]
    began = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return time.perf_counter() - began


def _drained(waiting: "SimpleQueue[Work]") -> Iterator[Work]:
    while True:
        try:
            yield waiting.get_nowait()
        except Empty:
            return


def _tell(times: Times, errors: list[Exception]) -> None:
    times.failed = len(errors)
    if errors:
        raise RuntimeError(f"{len(errors)} requests failed, the first: {errors[0]!r}") from errors[0]
