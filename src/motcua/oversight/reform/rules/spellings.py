"""How lists of targets spell comparators and areas. Plain Python."""

from collections.abc import Iterable

from motcua.oversight.reform.rules.words import Area, Comparator

AREA_NUMBERS = {
    "0": Area.OUTSIDE,
    "1": Area.INSTITUTIONS,
    "2": Area.PROCEDURES,
    "3": Area.APPARATUS,
    "4": Area.CIVIL_SERVICE,
    "5": Area.FINANCE,
    "6": Area.DIGITAL,
    "7": Area.STEERING,
    "8": Area.IMPACT,
}
"""As lists of targets number the areas: 7 is steering, 8 the indices, 0 what is no area."""
AREA_WORDS: Iterable[tuple[tuple[str, ...], Area]] = (
    (("the che",), Area.INSTITUTIONS),
    (("thu tuc", "tthc"), Area.PROCEDURES),
    (("bo may", "to chuc"), Area.APPARATUS),
    (("cong vu",), Area.CIVIL_SERVICE),
    (("tai chinh",), Area.FINANCE),
    (("dien tu", "chinh quyen so", "chuyen doi so", "cqdt"), Area.DIGITAL),
    (("chi dao", "dieu hanh"), Area.STEERING),
    (("chi so", "tac dong"), Area.IMPACT),
)
SPELLINGS = {
    "≥": Comparator.AT_LEAST,
    "=>": Comparator.AT_LEAST,
    "toi thieu": Comparator.AT_LEAST,
    "it nhat": Comparator.AT_LEAST,
    "tren": Comparator.ABOVE,
    "==": Comparator.EXACTLY,
    "bang": Comparator.EXACTLY,
    "≤": Comparator.AT_MOST,
    "=<": Comparator.AT_MOST,
    "khong qua": Comparator.AT_MOST,
    "duoi": Comparator.BELOW,
    "tu den": Comparator.BETWEEN,
    "range": Comparator.BETWEEN,
    "rank <=": Comparator.RANK_AT_MOST,
    "rank≤": Comparator.RANK_AT_MOST,
    "hang<=": Comparator.RANK_AT_MOST,
    "reduce >=": Comparator.REDUCE_BY,
    "reduce≥": Comparator.REDUCE_BY,
    "giam>=": Comparator.REDUCE_BY,
    "increase >=": Comparator.INCREASE_BY,
    "increase≥": Comparator.INCREASE_BY,
    "gain>=": Comparator.INCREASE_BY,
    "tang>=": Comparator.INCREASE_BY,
    "gain_between": Comparator.GAIN_BETWEEN,
    ">baseline": Comparator.ABOVE_BASE,
    "> base": Comparator.ABOVE_BASE,
    "<baseline": Comparator.BELOW_BASE,
    "< base": Comparator.BELOW_BASE,
    ">=unstated": Comparator.UNSTATED,
    "yes no": Comparator.YES_NO,
    "yes-no": Comparator.YES_NO,
    "co/khong": Comparator.YES_NO,
    "lo trinh": Comparator.ROADMAP,
}
