from importlib.util import find_spec

from django.apps import AppConfig, apps
from django.core import checks

from motcua.kernel.access.declare import declared_permissions
from motcua.registry.organisation.rules import ROLE_PERMISSIONS


class OrganisationConfig(AppConfig):
    name = "motcua.registry.organisation"
    label = "organisation"

    def ready(self) -> None:
        checks.register(granted_permissions_are_declared)


def granted_permissions_are_declared(**_: object) -> list[checks.CheckMessage]:
    """A role may only be given what a module declares; modules that are not installed are left out."""
    granted = {name for names in ROLE_PERMISSIONS.values() for name in names}
    unknown = granted - declared_permissions().keys()
    installed = {config.label: config for config in apps.get_app_configs()}
    return [
        _undeclared(name, installed[module])
        for name in sorted(unknown)
        if (module := name.partition(":")[0]) in installed
    ]


def _undeclared(name: str, module: AppConfig) -> checks.CheckMessage:
    """An error; a warning while the module has no permissions.py at all."""
    is_begun = find_spec(f"{module.name}.permissions") is not None
    return (checks.Error if is_begun else checks.Warning)(
        f"ROLE_PERMISSIONS grants {name!r}, which no module declares.",
        hint=f"Declare it in {module.name}.permissions or strike it from organisation/rules.py.",
        id="organisation.E001" if is_begun else "organisation.W001",
    )
