from importlib.util import find_spec

from django.apps import AppConfig, apps
from django.core.checks import CheckMessage, Error, register

from motcua.kernel.access.declare import declared_permissions
from motcua.registry.organisation.rules import ROLE_PERMISSIONS


class OrganisationConfig(AppConfig):
    name = "motcua.registry.organisation"
    label = "organisation"

    def ready(self) -> None:
        register(granted_permissions_are_declared)


def granted_permissions_are_declared(**_: object) -> list[CheckMessage]:
    """A role may only be given what a module declares; a module without permissions.py is not built yet."""
    granted = {name for names in ROLE_PERMISSIONS.values() for name in names}
    unknown = granted - declared_permissions().keys()
    declaring = {config.label for config in apps.get_app_configs() if find_spec(f"{config.name}.permissions")}
    return [
        Error(
            f"ROLE_PERMISSIONS grants {name!r}, which no module declares.",
            hint="Declare it in the module's permissions.py or strike it from organisation/rules.py.",
            id="organisation.E001",
        )
        for name in sorted(unknown)
        if name.partition(":")[0] in declaring
    ]
