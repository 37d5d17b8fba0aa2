"""Says whose period it is: the office's, or that of the person who hands in. Only what is known counts."""

from collections.abc import Sequence
from enum import Enum

from motcua.registry.descriptions.rules.deadline_words.clauses import (
    INTRO,
    Clause,
    after_then,
    begins,
    event_of,
    is_condition,
    says,
    segments_of,
)
from motcua.registry.descriptions.rules.deadline_words.deadline import FromEvent, Why
from motcua.registry.descriptions.rules.deadline_words.tokens import Token

Tokens = Sequence[Token]


class Actor(Enum):
    """Who acts; ACT is a verb that only an office does."""

    OFFICE = "office"
    PERSON = "person"
    ACT = "act"


def _phrases(text: str) -> list[tuple[str, ...]]:
    return [tuple(phrase.split()) for phrase in text.split(",") if phrase.strip()]


_OFFICES = _phrases(
    "co quan, uy ban, ubnd, ubcknn, ubck, ngan hang nha nuoc, nhnn, chu tich, thu tuong, chinh phu, thu "
    "truong, giam doc, bo truong, cong an, cong chuc, can bo, bo phan, trung tam phuc vu, trung tam du lieu, "
    "trung tam thong tin, hoi dong, to chuyen gia, to tham dinh, to cong tac, doan, cang vu, hai quan, chi "
    "cuc, tong cuc, quan khu, bo tu lenh, ban chi huy, bo chqs, bo chi huy, van phong dang ky, van phong uy "
    "ban, van phong chinh phu, bao hiem xa hoi, kho bac, vcci, lanh dao, vien kiem sat, toa an, thanh tra, "
    "nguoi co tham quyen, nguoi giai quyet, nguoi dung dau co quan, bien phong, canh sat, don vi duoc lay y "
    "kien, don vi luu giu, don vi quan ly van hanh, don vi chuyen mon, don vi tiep nhan, don vi tham dinh, ban "
    "quan ly, cap co tham quyen, phong ban, so nganh, bo nganh, truong phong, co so dang kiem, hoi dong quan "
    "ly, dai su quan, nhan vien tiep nhan, hai quan cua khau, tong kiem toan, kiem toan nha nuoc, bo quan ly, "
    "bo lien quan, bo chu quan, bo chuyen nganh"
)
_CAPITAL_OFFICES = {"sở", "bộ", "cục", "vụ", "ban", "phòng", "viện", "tòa", "toà", "thuế", "so", "bo", "cuc", "vu"}
"""Short words that mean an office only with a capital: Sở, Bộ, Cục; «sổ», «bỏ», «ban hành» are other words."""
_PERSONS = _phrases(
    "co quan chi tra, co quan dai dien chu so huu, hoi dong thanh ly, hoi dong to chuc lai, ban tru bi, hoi dong "
    "quan tri, hoi dong thanh vien, doanh nghiep, to chuc, ca nhan, nguoi, cong dan, chu, nha dau tu, nha thau, co so, "
    "ho gia dinh, ho kinh doanh, ho dan, ngan hang, cong ty, hop tac xa, lien hiep hop tac xa, cha, me, vo, chong, "
    "thuong nhan, luat su, ben, chi nhanh, van phong, thuyen truong, quy, than nhan, nnt, hoc vien, thi sinh, "
    "nha truong, don vi, cong tac vien, tap the, dai ly, dai dien, tap doan, tong cong ty, hiep hoi, scic, "
    "datc, vien chuc, hoc sinh, sinh vien, benh vien, phong kham, truong, gia dinh, nguoi nop thue, khach "
    "hang, to hop tac, quan nhan, tai lieu, ho so phai nop, toan bo, phuong tien, tau, tre em, hoi"
)
_ACTS = _phrases(
    "xem xet, xet, gia han, tham dinh, cap, ban hanh, giai quyet, tra ket qua, tra loi, thong bao, phe duyet, "
    "quyet dinh, kiem tra, tiep nhan, thuc hien, thu hoi, xac nhan, trinh, chap thuan, tien hanh, hoan thanh, "
    "phai thong bao, phai cap, phai tra loi, ra quyet dinh, ky, co van ban tra loi, co y kien, dang ky, cap "
    "nhat, tham tra, xac minh, to chuc tham dinh, to chuc kiem tra, viec thong bao, viec cap, lap, tong hop, "
    "ra soat, cong bo, dang tai"
)
_ORGANISE = _phrases(
    "to chuc tham, to chuc kiem, to chuc danh, to chuc hop, to chuc cap, to chuc lay, to chuc thuc, to chuc "
    "khao, to chuc dang ky viec, to chuc giao nhan, to chuc trao"
)
_DUTIES = _phrases(
    "bo sung, nop, hoan thien, giai trinh, khac phuc, xuat trinh, khai, khai bao, sua doi, chinh sua, dong "
    "phi, thay doi"
)
_HEADS: dict[str, list[tuple[tuple[str, ...], Actor]]] = {}
for _phrases_of, _actor_of in (
    (_ORGANISE, Actor.ACT),
    (_OFFICES, Actor.OFFICE),
    (_PERSONS, Actor.PERSON),
    (_ACTS, Actor.ACT),
):
    for _phrase in _phrases_of:
        _HEADS.setdefault(_phrase[0], []).append((_phrase, _actor_of))
for _known in _HEADS.values():
    _known.sort(key=lambda head: -len(head[0]))  # «người có thẩm quyền» before «người»
_QUALITIES = (
    ("hop", "le"),
    ("day", "du"),
    ("dung",),
    ("theo", "quy"),
    ("chinh", "xac"),
    ("trong", "do"),
    ("cu", "the"),
    ("nhu", "sau"),
)
_UNCOUNTED = (("khong", "ke"), ("khong", "tinh"), ("khong", "bao", "gom"))
_AMENDS = (("sua", "doi"), ("chinh", "sua"), ("giai", "trinh"), ("sung",))
_OBLIGED = (("phai",), ("co", "trach", "nhiem"), ("nop",), ("bao", "cao"))
_DOES = (("gui",), ("lap",), ("thuc", "hien"), ("thong", "bao"), ("chuyen",), ("hoan", "thanh"), ("lam", "thu", "tuc"))
"""Behind a person they make a new sentence of what looked like the end of a list: «…, doanh nghiệp gửi hồ sơ»."""
_SUBJECT, _NAME_ONLY = 8, 8
_HANDING_IN = ("nop",)
"""Who hands in is no office in this matter, whatever the name: «Hội đồng … lập hồ sơ, nộp trực tuyến về Bộ»."""
_EXACT = {
    "quy": {"quỹ"},
    "chu": {"chủ"},
    "me": {"mẹ"},
    "ben": {"bên"},
    "vo": {"vợ"},
    "tau": {"tàu"},
    "truong": {"trường"},
    "hoi": {"hội"},
    "ky": {"ký"},
    "lap": {"lập"},
    "cap": {"cấp"},
    "ho": {"hộ", "hồ"},
    "doan": {"đoàn"},
    "trinh": {"trình"},
    "to": {"tổ"},
}
_FILLERS = {"cac", "nhung", "moi", "thì", "do", "va", "hoac", "boi", "dong", "ca", "rieng", "cung", "phai"}
_BOUNDS = (("khong", "qua"), ("la",), ("toi", "da"), ("cham", "nhat"))
_HEADINGS = (("thoi", "han"), ("thoi", "gian"), ("thoi", "diem"), ("thoi", "giai"), ("giai", "quyet"))
_STEP = 2
_SURE = {FromEvent.RECEIPT, FromEvent.RECEIPT_OF_VALID_DOSSIER, FromEvent.ACCEPTANCE}


def why_not_office(clause: Clause) -> Why | None:
    """None if the period is the office's for certain; else whose it is or may be."""
    if _is_asked(clause):
        return Why.OF_THE_PERSON
    return _leading(clause) if clause.is_leading else _trailing(clause)


def _is_asked(clause: Clause) -> bool:
    """«gửi văn bản yêu cầu bổ sung nhưng không quá 9 ngày đối với tổ chức nước ngoài»: theirs to answer in."""
    is_for = begins(clause.right, ("doi", "voi")) and _actor(clause.right[2:]) is Actor.PERSON
    return is_for and says(clause.own, ("yeu", "cau"))


def names_office(segment: Tokens) -> bool:
    """Whether the words begin with an office."""
    return _actor(segment) is Actor.OFFICE


def is_condition_of_person(segment: Tokens) -> bool:
    """«Trong 30 ngày …, nếu người nộp không bổ sung thì …»: the office waits."""
    return begins(segment, ("neu",)) and _actor(segment[1:]) is Actor.PERSON and says(segment, ("khong",))


def _leading(clause: Clause) -> Why | None:
    """«Trong thời hạn 3 ngày kể từ …, Sở cấp …», «Cấp giấy: 3 ngày kể từ …»."""
    rest = _behind_event(clause)
    actor = _first_noun(rest)
    if actor is Actor.PERSON:
        return Why.OF_THE_PERSON
    if actor is Actor.OFFICE:
        return Why.WHOSE if any(begins(segment, _HANDING_IN) for segment in rest) else None
    if any(_actor(_named(segment)) is Actor.OFFICE for segment in segments_of(clause.left)):
        return None
    if _is_duty(clause, rest):
        return Why.OF_THE_PERSON
    labels = _unconditional(clause.left)
    if _first_noun(labels) is Actor.PERSON:
        return Why.OF_THE_PERSON
    return _without_actor(clause, rest)


def _behind_event(clause: Clause) -> list[tuple[Token, ...]]:
    """What is said behind the event, without the end of a list in it: «của tổ chức, cá nhân», «sửa đổi, bổ sung»."""
    rest = list(clause.rest)
    last: Tokens = clause.event
    while rest and not says(rest[0], *_OBLIGED) and (_is_quality(rest[0]) or _is_listed(last, rest[0])):
        last = rest.pop(0)
    return _behind_names(rest)


def _behind_names(rest: list[tuple[Token, ...]]) -> list[tuple[Token, ...]]:
    """«… ý kiến của các cơ quan, tổ chức liên quan, Sở cấp …»: names between an event and the office end its list."""
    place = 0
    while place < len(rest) and len(rest[place]) <= _NAME_ONLY and _actor(rest[place]) is Actor.PERSON:
        place += 1
    is_followed = 0 < place < len(rest) and _actor(rest[place]) is Actor.OFFICE
    return rest[place:] if is_followed else rest


def _is_quality(segment: Tokens) -> bool:
    """«hồ sơ đầy đủ, hợp lệ», «…, theo quy định»."""
    return any(begins(segment, words) for words in _QUALITIES + _UNCOUNTED)


def _is_listed(last: Tokens, segment: Tokens) -> bool:
    if any(begins(last[-2:], words) for words in _AMENDS) or says(last, *_UNCOUNTED):
        return _begins_duty(segment)
    if says(segment[:_SUBJECT], *_DOES):
        return False
    is_person = any(tuple(token.fold for token in last[-length:]) in _PERSONS for length in (1, 2, 3))
    return is_person and _actor(segment) is Actor.PERSON


def _without_actor(clause: Clause, rest: list[tuple[Token, ...]]) -> Why | None:
    event = event_of(clause)
    said = [segment for segment in rest if not is_condition(segment)]
    if event in _SURE and not any(_begins_duty(segment) for segment in said):
        return None
    if event is not None and not clause.rest and _is_cut(clause):
        return Why.WHOSE
    if event is not None and says(clause.event, *_DUTIES[:6]) and event is not FromEvent.DOCUMENT_RECEIVED:
        return Why.WHOSE
    is_case = bool(clause.right) and (is_condition(clause.right) or clause.right[0].fold == "voi")
    if not said or is_case or _actor(said[0]) is Actor.ACT:
        return None
    return Why.WHOSE


def _is_cut(clause: Clause) -> bool:
    """«Trong thời hạn 5 ngày kể từ ngày nhận quyết định»: who acts is missing, and it may be the person."""
    names = segments_of(clause.left)[:-1]
    is_named = any(token.word == ":" for token in clause.left) and not all(_is_step(name) for name in names)
    return begins(clause.own, ("trong",)) and not is_named


def _is_step(name: Tokens) -> bool:
    """«Bước 2»: a heading that names nobody."""
    return len(name) <= _STEP and (not name or name[0].fold in {"buoc", "giai"} or name[-1].kind == "number")


def _trailing(clause: Clause) -> Why | None:
    """«Sở cấp … trong thời hạn 3 ngày»."""
    own = after_then(clause.own)
    if _is_heading(own):
        return None
    if says(own, ("de", "lay", "y", "kien")) and not clause.event:
        return Why.WHOSE
    is_sure = event_of(clause) in _SURE  # persons receive no dossiers
    before = [token for segment in segments_of(clause.left)[-2:] for token in segment]
    if not is_sure and _asks_for_more(before):
        return Why.OF_THE_PERSON
    actor = _first_noun(_unconditional(clause.left)) or _first_noun(segments_of(clause.left)[1:])
    if actor is Actor.OFFICE:
        return None
    if actor is Actor.PERSON or (says(own, *_DUTIES) and not is_sure):
        return Why.OF_THE_PERSON
    if clause.rest and _actor(clause.rest[0]) is Actor.PERSON:
        return Why.OF_THE_PERSON
    return _trailing_without_actor(clause, own, is_sure=is_sure)


def _trailing_without_actor(clause: Clause, own: Tokens, *, is_sure: bool) -> Why | None:
    if is_condition(own) and says(own[-3:], *_BOUNDS):
        return _without_actor(clause, _behind_event(clause))
    is_act = _actor(own) is Actor.ACT or says(own, ("duoc", "cap"), ("duoc", "tra"))
    return None if is_sure or is_act else Why.WHOSE


def _is_heading(own: Tokens) -> bool:
    """«Thời hạn thẩm định không quá 5 ngày»: named by what the office does."""
    if not any(begins(own, words) for words in _HEADINGS[:3]):
        return False
    return _actor(own[2:]) is Actor.ACT or all(token.fold in INTRO for token in own[2:])


def _asks_for_more(own: Tokens) -> bool:
    """«yêu cầu doanh nghiệp bổ sung … trong thời hạn 5 ngày»: perhaps theirs."""
    for place, token in enumerate(own):
        if token.fold in {"cau", "nghi", "cho", "de"} and says(own[place + 1 :], *_DUTIES[:6]):
            return True
    return False


def _is_duty(clause: Clause, rest: list[tuple[Token, ...]]) -> bool:
    """«Thời hạn bổ sung hồ sơ: 5 ngày», «… kể từ ngày …, bổ sung hồ sơ»."""
    is_heading = any(_is_of_person(_named(segment)) for segment in segments_of(clause.left))
    return is_heading or (bool(rest) and _begins_duty(rest[0]))


def _named(segment: Tokens) -> Tokens:
    """What a heading names: the words behind its «thời hạn», «bao gồm thời gian»."""
    for place in range(min(len(segment), _STEP + 2)):
        if any(begins(segment[place:], words) for words in _HEADINGS[:3]):
            return segment[place + 2 :]
    return ()


def _is_of_person(named: Tokens) -> bool:
    """Behind «thời hạn», «thời gian»: what the person does, or who the person is."""
    is_sending = says(named[:3], *_DUTIES[:2], ("gui", "ho", "so"), ("gui", "bao", "cao"))
    return _begins_duty(named) or is_sending or _actor(named) is Actor.PERSON


def _begins_duty(segment: Tokens) -> bool:
    segment = _without_fillers(segment)
    return any(begins(segment, words) for words in _DUTIES)


def _unconditional(left: Tokens) -> list[tuple[Token, ...]]:
    """The segments before the first condition; behind a condition nobody is certain to act."""
    kept: list[tuple[Token, ...]] = []
    for segment in segments_of(left):
        if is_condition(segment):
            behind = tuple(after_then(segment))
            return [*kept, behind] if len(behind) < len(segment) else kept
        kept.append(segment)
    return kept


def _opens(segment: Tokens, words: tuple[str, ...]) -> bool:
    """As `begins`; but «quy định» is no «quỹ», «kỳ» no «ký»."""
    if not begins(segment, words):
        return False
    if segment[len(words) - 1].word == "hợp" and words[:2] == ("to", "chuc"):
        return False  # «tổ chức hợp nhất» holds no meeting
    token = segment[0]
    return token.word == token.fold or token.word in _EXACT.get(words[0], {token.word})


def _first_noun(segments: Sequence[Tokens]) -> Actor | None:
    actors = (_actor(segment) for segment in segments if segment and not is_condition(segment))
    return next((actor for actor in actors if actor in {Actor.OFFICE, Actor.PERSON}), None)


def _actor(segment: Tokens) -> Actor | None:
    segment = _without_fillers(segment)
    if not segment:
        return None
    known = _HEADS.get(segment[0].fold, ())
    actor = next((actor for words, actor in known if _opens(segment, words)), None)
    if actor in {None, Actor.ACT} and segment[0].word in _CAPITAL_OFFICES and segment[0].is_capital:
        return Actor.OFFICE
    return actor


def _without_fillers(segment: Tokens) -> Tokens:
    place = 0
    while place < len(segment) and segment[place].fold in _FILLERS:
        place += 1
    return segment[place:]
