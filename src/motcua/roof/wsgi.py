"""The door for a WSGI server (granian)."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "motcua.roof.settings")
application = get_wsgi_application()
