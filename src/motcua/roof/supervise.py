"""`motcua run`: PostgreSQL, web and worker under one supervisor, started anew when one dies, stopped together.

The supervisor stays small (no Django) and in the foreground. Its children run in sessions of their own, so that Ctrl-C
reaches it alone; each asks the kernel to be ended if the supervisor is killed.
"""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from motcua.kernel import environment as env
from motcua.roof.database import database, revive
from motcua.roof.lifeline import end_with_parent
from motcua.roof.postgres import EmbeddedPostgres, PostgresFailed

_HEEDED = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGCHLD)
_LOOK_EVERY_SECONDS = 2.0
_FIRST_WAIT, _LONGEST_WAIT, _CALM_SECONDS = 0.5, 30.0, 60.0
_STOP_SECONDS = 15.0
_FIRST_PORT, _PORTS = 8000, 100
_READY_SECONDS = 60.0


class StartFailed(RuntimeError):
    """The house could not be started; the text says why."""


@dataclass
class Child:
    """One process to keep alive; it waits longer before each new start until it has lived for a minute."""

    name: str
    process: subprocess.Popen[bytes] | None = None
    started: float = 0.0
    wait: float = 0.0
    starts: int = field(default=0)

    def start(self) -> None:
        parent = os.getpid()
        self.process = subprocess.Popen(
            [sys.executable, "-m", "motcua.roof.cli", self.name],
            stdin=subprocess.DEVNULL,
            start_new_session=True,
            preexec_fn=lambda: _begin_child(parent),
        )
        self.started, self.starts = time.monotonic(), self.starts + 1

    def look_after(self) -> None:
        """Start it again if it has ended and its waiting time is over."""
        if self.process is None or self.process.poll() is None:
            return
        lived = time.monotonic() - self.started
        if self.wait == 0.0 or lived > _CALM_SECONDS:
            self.wait = _FIRST_WAIT
        if lived < self.wait:
            return
        say(f"{self.name} đã dừng (mã {self.process.returncode}), khởi động lại (stopped; starting it again).")
        self.wait = min(self.wait * 2, _LONGEST_WAIT)
        self.start()

    def signal(self, number: signal.Signals) -> None:
        if self.process is not None and self.process.poll() is None:
            self.process.send_signal(number)


def run() -> int:
    """Start everything, look after it until SIGINT, SIGTERM or SIGHUP, stop everything."""
    began = time.monotonic()
    signal.pthread_sigmask(signal.SIG_BLOCK, _HEEDED)
    port = choose_port()
    os.environ["MOTCUA_PORT"] = str(port)
    os.environ.setdefault("MOTCUA_PUBLIC_URL", f"http://127.0.0.1:{port}")
    with database(is_owner=True) as server:
        if code := _prepare():
            return code
        children = [Child("web"), Child("worker")]
        try:
            for child in children:
                child.start()
            _await_ready(port, children[0])
            say(f"Một Cửa: http://127.0.0.1:{port}  ({time.monotonic() - began:.1f} s; Ctrl-C: dừng / stops)")
            _look_after(children, server)
        finally:
            _stop(children)
    return 0


def say(text: str) -> None:
    """A line for whoever watches the terminal."""
    print(text, flush=True)


def _prepare() -> int:
    """Migrate and load in a process of its own, so that its memory goes with it."""
    parent = os.getpid()
    command = [sys.executable, "-m", "motcua.roof.cli", "prepare"]
    process = subprocess.Popen(command, start_new_session=True, preexec_fn=lambda: _begin_child(parent))
    while process.poll() is None:
        if _heard(_LOOK_EVERY_SECONDS):
            process.terminate()
            process.wait()
            return 130
    return process.returncode


def _look_after(children: list[Child], server: EmbeddedPostgres | None) -> None:
    while not _heard(_LOOK_EVERY_SECONDS if all(_is_calm(child) for child in children) else 0.2):
        if server is not None:
            _revive(server, children)
        for child in children:
            child.look_after()


def _is_calm(child: Child) -> bool:
    return child.process is not None and child.process.poll() is None


def _revive(server: EmbeddedPostgres, children: list[Child]) -> None:
    """Start PostgreSQL again after a crash; on another port the children must start anew to learn it."""
    if server.is_running():
        return
    say("PostgreSQL đã dừng, khởi động lại (stopped; starting it again).")
    try:
        revive(server)
    except PostgresFailed as error:
        say(str(error))
        return
    if os.environ["DATABASE_URL"] != server.url():
        os.environ["DATABASE_URL"] = server.url()
        for child in children:
            child.signal(signal.SIGTERM)


def _heard(seconds: float) -> bool:
    """Wait for a signal; True if it says stop (a child's end only cuts the wait short)."""
    info = signal.sigtimedwait(_HEEDED, seconds)
    return info is not None and info.si_signo != signal.SIGCHLD


def _stop(children: list[Child]) -> None:
    say("Đang dừng… (stopping)")
    for child in children:
        child.signal(signal.SIGTERM)
    deadline = time.monotonic() + _STOP_SECONDS
    while any(_is_calm(child) for child in children):
        is_impatient = _heard(max(0.0, min(0.5, deadline - time.monotonic())))
        if is_impatient or time.monotonic() > deadline:
            for child in children:
                child.signal(signal.SIGKILL)


def _begin_child(parent: int) -> None:
    end_with_parent(parent)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, _HEEDED)


def _await_ready(port: int, web: Child) -> None:
    deadline = time.monotonic() + _READY_SECONDS
    while not _answers(port):
        if not _is_calm(web):
            raise StartFailed("Trang web không khởi động được, xem thông báo ở trên (the web process did not start).")
        if _heard(0.1):
            raise KeyboardInterrupt
        if time.monotonic() > deadline:
            raise StartFailed(
                f"Trang web không trả lời sau {_READY_SECONDS:.0f} giây (no answer from the web process)."
            )


def _answers(port: int) -> bool:
    try:
        with socket.create_connection(("127.0.0.1", port), timeout=10) as web:
            web.sendall(b"HEAD / HTTP/1.0\r\nHost: 127.0.0.1\r\n\r\n")
            return bool(web.recv(12))
    except OSError:
        return False


def choose_port(is_free: Callable[[int], bool] | None = None) -> int:
    """MOTCUA_PORT, or the first free port from 8000 on."""
    is_free = is_free or _is_free
    if "MOTCUA_PORT" in os.environ:
        port = env.integer("MOTCUA_PORT", least=1)
        if not is_free(port):
            raise StartFailed(f"Cổng {port} (MOTCUA_PORT) đang có chương trình khác dùng (the port is taken).")
        return port
    for port in range(_FIRST_PORT, _FIRST_PORT + _PORTS):
        if is_free(port):
            return port
    raise StartFailed(f"Các cổng {_FIRST_PORT}–{_FIRST_PORT + _PORTS - 1} đều bận; đặt MOTCUA_PORT (ports are taken).")


def _is_free(port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((env.text("MOTCUA_HOST", "127.0.0.1"), port))
        except OSError:
            return False
    return True
