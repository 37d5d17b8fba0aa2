"""The door of places."""

from motcua.registry.places.actions.decrees import load_decree
from motcua.registry.places.actions.loading import load_places
from motcua.registry.places.queries import (
    PlaceView,
    find_places,
    place,
    place_names,
    provinces,
    successors_of,
    wards_of,
)
from motcua.registry.places.rules import Kind

__all__ = [
    "Kind",
    "PlaceView",
    "find_places",
    "load_decree",
    "load_places",
    "place",
    "place_names",
    "provinces",
    "successors_of",
    "wards_of",
]
