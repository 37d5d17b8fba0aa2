"""`motcua run`: PostgreSQL, web and worker under one supervisor, started anew when one dies, stopped together.

The supervisor loads the house once and forks: its children share that memory. It holds no connection and no thread.
Each child asks the kernel to be ended if the supervisor is killed.
"""

import os
import signal
import socket
import sys
import time
from collections.abc import Callable

from motcua.kernel import environment as env
from motcua.roof import prepare, web, worker
from motcua.roof.children import Child
from motcua.roof.database import database, revive
from motcua.roof.loading import load
from motcua.roof.postgres import EmbeddedPostgres, PostgresFailed

_HEEDED = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGCHLD)
_LOOK_EVERY_SECONDS, _RESTLESS_SECONDS = 2.0, 0.2
_STOP_SECONDS = 15.0
_FIRST_PORT, _PORTS = 8000, 100
_READY_SECONDS = 60.0
_claims: list[socket.socket] = []


class StartFailed(RuntimeError):
    """The house could not be started; the text says why."""


class _Stopped(Exception):
    """Somebody asked for the end."""


def run() -> int:
    """Start everything, look after it until SIGINT, SIGTERM or SIGHUP, stop everything; the exit code."""
    began = time.monotonic()
    signal.pthread_sigmask(signal.SIG_BLOCK, _HEEDED)
    port = choose_port()
    os.environ["MOTCUA_PORT"] = str(port)
    os.environ.setdefault("MOTCUA_PUBLIC_URL", f"http://127.0.0.1:{port}")
    with database(is_owner=True) as server:
        load()
        children: list[Child] = []
        try:
            if _done(Child("prepare", prepare.prepare)):
                raise StartFailed("Chưa chuẩn bị được cơ sở dữ liệu, xem thông báo ở trên (not prepared, see above).")
            children += [Child("web", web.serve), Child("worker", worker.work)]
            for child in children:
                child.start()
            _await_ready(port, children[0])
            say(f"\nMột Cửa: http://127.0.0.1:{port}  ({time.monotonic() - began:.1f} s; Ctrl-C: dừng / stops)")
            _done(Child("sign-ins", prepare.show_sign_ins))
            _look_after(children, server)
        except _Stopped:
            say("Đang dừng… (stopping)")
        finally:
            _stop(children)
    return 0


def say(text: str) -> None:
    """A line for whoever watches the terminal."""
    print(text, flush=True)


def _done(child: Child) -> int | None:
    """Let a child do its work to the end; its exit code. What it could not do has been said by it."""
    child.start()
    try:
        while child.lives():
            _pause(_LOOK_EVERY_SECONDS)
    finally:
        _stop([child])
    return child.code


def _look_after(children: list[Child], server: EmbeddedPostgres | None) -> None:
    while True:
        _pause(_LOOK_EVERY_SECONDS if all(child.lives() for child in children) else _RESTLESS_SECONDS)
        if server is not None and not server.is_running():
            _revive(server, children)
        for child in children:
            if not child.lives() and child.is_due():
                say(f"{child.name} đã dừng (mã {child.code}), khởi động lại (stopped; starting it again).")
                child.start_again()


def _revive(server: EmbeddedPostgres, children: list[Child]) -> None:
    """Start PostgreSQL again after a crash. On another port this process must begin anew, its memory knows the old."""
    say("PostgreSQL đã dừng, khởi động lại (stopped; starting it again).")
    try:
        revive(server)
    except PostgresFailed as error:
        say(str(error))
        return
    if os.environ["DATABASE_URL"] != server.url():
        _stop(children)
        os.environ.pop("DATABASE_URL")
        os.execv(sys.executable, [sys.executable, "-m", "motcua.roof.cli", "run"])


def _pause(seconds: float) -> None:
    """Wait; a child's end cuts it short, a signal that says stop raises `_Stopped`."""
    info = signal.sigtimedwait(_HEEDED, seconds)
    if info is not None and info.si_signo != signal.SIGCHLD:
        raise _Stopped


def _stop(children: list[Child]) -> None:
    """Ask them to end; whoever is not gone in time, or when asked twice, is killed."""
    for child in children:
        child.signal(signal.SIGTERM)
    deadline = time.monotonic() + _STOP_SECONDS
    while [child for child in children if child.lives()]:
        try:
            _pause(_RESTLESS_SECONDS)
            is_patient = time.monotonic() < deadline
        except _Stopped:
            is_patient = False
        if not is_patient:
            for child in children:
                child.signal(signal.SIGKILL)


def _await_ready(port: int, server_of_pages: Child) -> None:
    deadline = time.monotonic() + _READY_SECONDS
    while not _answers(port):
        if not server_of_pages.lives():
            raise StartFailed("Trang web không khởi động được, xem thông báo ở trên (the web process did not start).")
        if time.monotonic() > deadline:
            raise StartFailed(
                f"Trang web không trả lời sau {_READY_SECONDS:.0f} giây (no answer from the web process)."
            )
        _pause(_RESTLESS_SECONDS / 2)


def _answers(port: int) -> bool:
    try:
        with socket.create_connection(("127.0.0.1", port), timeout=10) as page:
            page.sendall(b"HEAD / HTTP/1.0\r\nHost: 127.0.0.1\r\n\r\n")
            return bool(page.recv(12))
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
    """Whether nobody listens there; from then on the port is ours."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((env.text("MOTCUA_HOST", "127.0.0.1"), port))
        except OSError:
            return False
    return _claim(port)


def _claim(port: int) -> bool:
    """Keep it from another house that starts meanwhile: the web server would share it without a word.

    A name that only one process can have (Linux; elsewhere nothing happens), until it and its children have ended.
    """
    if not sys.platform.startswith("linux"):
        return True
    claim = socket.socket(socket.AF_UNIX)
    try:
        claim.bind(f"\0motcua-port-{port}")
    except OSError:
        claim.close()
        return False
    _claims.append(claim)
    return True
