"""Provinces as indices name them, old and new: one name each, whatever the spelling of a file. Plain Python."""

import re
from difflib import get_close_matches

from motcua.kernel.texts.fold import fold


def _listed(names: str) -> list[str]:
    return names.split("|")


_ALWAYS = _listed(
    "An Giang|Bắc Ninh|Cà Mau|Cao Bằng|Cần Thơ|Đà Nẵng|Đắk Lắk|Điện Biên|Đồng Nai|Đồng Tháp|Gia Lai|Hà Nội|Hà Tĩnh|"
    "Hải Phòng|Hưng Yên|Khánh Hòa|Lai Châu|Lạng Sơn|Lào Cai|Lâm Đồng|Nghệ An|Ninh Bình|Phú Thọ|Quảng Ngãi|Quảng Ninh|"
    "Quảng Trị|Sơn La|Tây Ninh|Thái Nguyên|Thanh Hóa|TP. Hồ Chí Minh|Tuyên Quang|Vĩnh Long"
)
_UNTIL_2025 = _listed(
    "Bà Rịa – Vũng Tàu|Bạc Liêu|Bắc Giang|Bắc Kạn|Bến Tre|Bình Dương|Bình Định|Bình Phước|Bình Thuận|Đắk Nông|"
    "Hà Giang|Hà Nam|Hải Dương|Hậu Giang|Hòa Bình|Kiên Giang|Kon Tum|Long An|Nam Định|Ninh Thuận|Phú Yên|Quảng Bình|"
    "Quảng Nam|Sóc Trăng|Thái Bình|Thừa Thiên Huế|Tiền Giang|Trà Vinh|Vĩnh Phúc|Yên Bái"
)
_UNTIL_2008, _FROM_2025 = "Hà Tây", "Huế"
_HA_TAY_LAST, _OLD_LAST = 2008, 2024
_OTHERWISE = {
    "brvt": "Bà Rịa – Vũng Tàu",
    "br vt": "Bà Rịa – Vũng Tàu",
    "vung tau": "Bà Rịa – Vũng Tàu",
    "tp hcm": "TP. Hồ Chí Minh",
    "tphcm": "TP. Hồ Chí Minh",
    "hcm": "TP. Hồ Chí Minh",
    "hcmc": "TP. Hồ Chí Minh",
    "ho chi minh city": "TP. Hồ Chí Minh",
    "sai gon": "TP. Hồ Chí Minh",
    "tt hue": "Thừa Thiên Huế",
    "dac lac": "Đắk Lắk",
    "dak lac": "Đắk Lắk",
    "daklak": "Đắk Lắk",
    "dac nong": "Đắk Nông",
    "daknong": "Đắk Nông",
    "bac can": "Bắc Kạn",
    "kontum": "Kon Tum",
}
_PREFIX = re.compile(r"^(tinh|thanh pho|t p|tp|thu do) ")
_SIGNS = re.compile(r"[^a-z0-9]+")


def _key(text: str) -> str:
    plain = _SIGNS.sub(" ", fold(text)).strip()
    return _PREFIX.sub("", plain) or plain


EVERY = sorted({*_ALWAYS, *_UNTIL_2025, _UNTIL_2008, _FROM_2025})
_BY_KEY = {_key(name): name for name in EVERY} | _OTHERWISE


def province_named(text: str) -> str | None:
    """The province's one name: «TỈNH CAO BẰNG», «Cao Bang», «TP HCM»; None where it is none."""
    plain = _SIGNS.sub(" ", fold(text)).strip()
    return _BY_KEY.get(plain) or _BY_KEY.get(_key(text))


def nearest(text: str) -> str:
    """The province that a misspelt name resembles, or ''."""
    found = get_close_matches(_key(text), _BY_KEY, n=1, cutoff=0.75)
    return _BY_KEY[found[0]] if found else ""


def provinces_of(year: int) -> frozenset[str]:
    """Who was there to be measured in a year: 34 since the merger of 2025, 63 before, 64 until Hà Tây joined Hà Nội."""
    if year > _OLD_LAST:
        return frozenset({*_ALWAYS, _FROM_2025})
    old = {*_ALWAYS, *_UNTIL_2025}
    return frozenset(old | {_UNTIL_2008} if year <= _HA_TAY_LAST else old)


def name_in(name: str, year: int) -> str:
    """The name that holds in a year: Huế was Thừa Thiên Huế before 2025."""
    known = provinces_of(year)
    other = {"Thừa Thiên Huế": _FROM_2025, _FROM_2025: "Thừa Thiên Huế"}.get(name, name)
    return other if name not in known and other in known else name
