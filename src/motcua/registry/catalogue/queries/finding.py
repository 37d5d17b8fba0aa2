"""Finding procedures by what people type. The names of a few thousand procedures are kept in memory, found by words;
what no word finds is looked for by trigrams in the database."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from threading import Lock
from typing import NamedTuple

from django.db.models import Subquery

from motcua.kernel import clock
from motcua.kernel.search.match import matching
from motcua.kernel.search.words import Text, WordIndex
from motcua.kernel.texts.fold import fold, sort_key
from motcua.registry.catalogue.models import Edition, Offer, ProcedureVersion
from motcua.registry.catalogue.rules.everyday_words import IDLE, in_official_words

MOST = 200
"""No more hits than this are ranked for one query."""


@dataclass(frozen=True, slots=True)
class ProcedureHit:
    """One procedure in a list. `agency`: who handles it, as the catalogue says; `is_offered`: by one of ours."""

    code: str
    name: str
    field_name: str
    agency: str
    levels: tuple[str, ...] = ()
    is_offered: bool = False


class Browsed(NamedTuple):
    """The hits, and all fields that procedures in force today belong to, in dictionary order."""

    hits: list[ProcedureHit]
    fields: list[str]


Stamp = tuple[object, ...]


class _Shelf:
    """All procedures in force on one day, in the order of their names, with the index of their words."""

    def __init__(self, stamp: Stamp, day: date) -> None:
        self.stamp = stamp
        offered = set(Offer.objects.on(day).values_list("procedure__code", flat=True).distinct())
        rows = ProcedureVersion.objects.on(day).values_list(
            "procedure__code", "name", "field_name", "executing_agency", "competent_agency", "levels", "search_key"
        )
        found = sorted(rows, key=lambda row: (row[6], row[0]))
        self.hits = [
            ProcedureHit(code, name, field, agency or competent, tuple(levels), code in offered)
            for code, name, field, agency, competent, levels, _ in found
        ]
        self.names = [row[6] for row in found]
        self.place = {hit.code: place for place, hit in enumerate(self.hits)}

    @cached_property
    def index(self) -> WordIndex:
        fields = {field: fold(field) for field in {hit.field_name for hit in self.hits}}
        texts = (Text(name, fields[hit.field_name]) for name, hit in zip(self.names, self.hits, strict=True))
        return WordIndex(texts, idle=IDLE, reword=in_official_words)

    @cached_property
    def fields(self) -> list[str]:
        return sorted({hit.field_name for hit in self.hits if hit.field_name}, key=sort_key)


_shelves: dict[date, _Shelf] = {}
_building = Lock()


def find_procedures(text: str, *, limit: int = 20, only_offered: bool = True) -> list[ProcedureHit]:
    """The procedures in force today that `text` may mean, best first; all in order of name if it is blank.

    One statement when nothing changed since the last search of this process.
    """
    return browse_procedures(text, only_offered=only_offered).hits[:limit]


def browse_procedures(text: str = "", *, field_name: str = "", level: str = "", only_offered: bool = False) -> Browsed:
    """As `find_procedures`, narrowed to a field and a level; at most `MOST` if there are words to find."""
    shelf = _shelf(clock.today())

    def fits(hit: ProcedureHit) -> bool:
        is_of_level = not level or level in hit.levels
        return is_of_level and (hit.is_offered or not only_offered) and (not field_name or hit.field_name == field_name)

    hits = _found(shelf, text, fits) if fold(text) else [hit for hit in shelf.hits if fits(hit)]
    return Browsed(hits, shelf.fields)


def _found(shelf: _Shelf, text: str, fits: Callable[[ProcedureHit], bool]) -> list[ProcedureHit]:
    code = text.strip()
    if code in shelf.place:
        return [shelf.hits[shelf.place[code]]]
    among = {place for place, hit in enumerate(shelf.hits) if fits(hit)}
    places = shelf.index.search(text, among=among, limit=MOST) or _alike(shelf, text, among)
    return [shelf.hits[place] for place in places]


def _alike(shelf: _Shelf, text: str, among: set[int]) -> Sequence[int]:
    """Names that look alike («khaisinh»), when no word is known."""
    rows = matching(ProcedureVersion.objects.on(clock.today()), text, limit=MOST)
    codes = rows.values_list("procedure__code", flat=True)
    return [shelf.place[code] for code in codes if shelf.place.get(code) in among]


def _shelf(day: date) -> _Shelf:
    stamp = _stamp()
    shelf = _shelves.get(day)
    if shelf is None or shelf.stamp != stamp:
        with _building:
            shelf = _Shelf(stamp, day)
            _shelves.clear()
            _shelves[day] = shelf
    return shelf


def _stamp() -> Stamp:
    """Changes with every change of the catalogue: the edition, and ids that no rolled-back transaction gives twice."""
    latest_version = ProcedureVersion.objects.order_by("-id").values("id")[:1]
    latest_offer = Offer.objects.order_by("-id").values("id")[:1]
    row = Edition.objects.values_list("number", Subquery(latest_version), Subquery(latest_offer)).first()
    return tuple(row) if row else ()
