"""Load the whole house into a process once, before it forks: the children share that memory and start in a moment."""

import gc


def load() -> None:
    """Set Django up and import every page; no connection is opened, no thread started. Again: nothing happens."""
    import django
    from django.apps import apps

    if apps.ready:
        return
    django.setup()
    from django.urls import get_resolver

    get_resolver().url_patterns  # noqa: B018 - reading it imports the pages
    gc.collect()
    gc.freeze()
