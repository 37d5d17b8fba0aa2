"""A target carried from one edition into another."""

from collections.abc import Iterable

from motcua.oversight.reform.models import Bound, Edition, Target


def copy_target(target: Target, edition: Edition, *, bounds: Iterable[Bound], **changes: object) -> Target:
    """The same target in a further edition, with these of its bounds."""
    kept = {field.attname: getattr(target, field.attname) for field in Target._meta.concrete_fields}  # noqa: SLF001
    copied = Target.objects.create(**{**kept, "id": None, "edition_id": edition.pk, **changes})
    names = [field.attname for field in Bound._meta.concrete_fields]  # noqa: SLF001
    Bound.objects.bulk_create(
        Bound(**{**{name: getattr(bound, name) for name in names}, "id": None, "target_id": copied.pk})
        for bound in bounds
    )
    return copied
