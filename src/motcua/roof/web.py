"""`motcua web`: the pages, served by granian as WSGI."""

import logging
import os
from collections.abc import Callable
from typing import Any

from motcua.kernel import environment as env
from motcua.roof.lifeline import end_with_parent
from motcua.roof.loading import load

_IDLE_SECONDS = 600  # as long as a database connection is kept: a thread that ends takes its connection with it


def serve() -> None:
    """Serve until told to stop. The house is loaded before the fork, so that the processes share its memory."""
    load()
    from django.conf import settings
    from granian.constants import Interfaces
    from granian.log import LogLevels
    from granian.server import Server

    os.environ["MOTCUA_WEB_PARENT"] = str(os.getpid())
    settings.STATIC_ROOT.mkdir(parents=True, exist_ok=True)
    logging.getLogger("_granian").addFilter(_is_news)
    Server(
        "motcua.roof.web:application_of_server",
        factory=True,
        address=env.text("MOTCUA_HOST", "127.0.0.1"),
        port=env.integer("MOTCUA_PORT", 8000, least=1),
        interface=Interfaces.WSGI,
        workers=env.integer("MOTCUA_WEB_WORKERS", 2, least=1),
        blocking_threads=env.integer("MOTCUA_WEB_THREADS", 4, least=1) + settings.LIVE_VIEWERS,
        blocking_threads_idle_timeout=_IDLE_SECONDS,
        respawn_failed_workers=True,
        workers_kill_timeout=10,
        websockets=False,
        log_level=LogLevels.warning,
    ).serve()


def _is_news(record: logging.LogRecord) -> bool:
    """All but granian's remark on many threads: those of the wall's viewers (decision 0018) wait."""
    return "quite high" not in record.getMessage()


def application_of_server() -> Callable[..., Any]:
    """The WSGI application, made in each serving process after the fork."""
    end_with_parent(int(os.environ["MOTCUA_WEB_PARENT"]))
    from django.core.handlers.wsgi import WSGIHandler

    return WSGIHandler()
