"""Writes reports as offices do, with figures that fit, and plants errors of which it remembers kind and place."""

from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal

FILLERS = (
    "Công tác tuyên truyền được đẩy mạnh bằng nhiều hình thức phù hợp với từng địa bàn.",
    "Các cơ quan, đơn vị đã chủ động phối hợp, kịp thời tháo gỡ khó khăn cho người dân và doanh nghiệp.",
    "Thực hiện Quyết định số 766/QĐ-TTg và Kế hoạch số 15/KH-UBND, tỉnh đã rà soát 6 nhóm chỉ số.",
    "Bộ phận Một cửa niêm yết đầy đủ theo Điều 13 Nghị định 61/2018/NĐ-CP; đường dây nóng trực 24/7.",
    "Trong đó, tập trung vào lĩnh vực đất đai, xây dựng, hộ tịch.",
)


@dataclass
class Planted:
    """An error: its kind, where the changed figure stands, where its sentence stands."""

    kind: str
    start: int
    end: int
    sentence_start: int
    sentence_end: int


@dataclass
class Article:
    """A text and the errors in it."""

    text: str
    errors: list = field(default_factory=list)


class Writer:
    """Every sentence is a list of pieces; a piece that may be changed is a pair of its kind and its text."""

    def __init__(self, chance):
        self.chance = chance

    def article(self, errors):
        sentences = [self.sentence() for _ in range(self.chance.randint(6, 12))]
        chosen = set(self.chance.sample(range(len(sentences)), min(errors, len(sentences))))
        text, planted = "", []
        for number, pieces in enumerate(sentences):
            start = len(text)
            spot = self.chance.choice([at for at, one in enumerate(pieces) if isinstance(one, tuple)])
            for at, piece in enumerate(pieces):
                words = piece[1] if isinstance(piece, tuple) else piece
                if number in chosen and at == spot:
                    words = self.spoilt(piece[0], words)
                    planted.append([piece[0], len(text), len(text) + len(words), start])
                text += words
            for one in planted:
                one[4:] = [len(text)] if len(one) == 4 else one[4:]
            text += self.chance.choice(["\n", "\n\n", f" {self.chance.choice(FILLERS)}\n"])
        return Article(text, [Planted(*one) for one in planted])

    def sentence(self):
        return self.chance.choice(
            [
                self.pair,
                self.before,
                self.levels,
                self.papers,
                self.handled,
                self.dated,
                self.bullets,
                self.grown,
                self.table,
            ]
        )()

    def count(self, most=60_000):
        return self.chance.randint(40, most)

    def said(self, number):
        return f"{number:,}".replace(",", ".") if self.style != "plain" else str(number)

    @property
    def style(self):
        return "dots"

    def share(self, part, whole):
        places = self.chance.choice([1, 2, 2, 2])
        exact = (Decimal(part) * 100 / Decimal(whole)).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
        return f"{exact}".replace(".", ",") + "%"

    def pair(self):
        whole = self.count()
        part = self.chance.randint(whole // 3, whole)
        link = self.chance.choice([", đạt ", ", đạt tỷ lệ ", " = ", ", chiếm ", " (đạt ", ", bằng "])
        lead = self.chance.choice(["Sở đã trả đúng hạn", "Toàn tỉnh đã số hoá", "Cấp xã giải quyết"])
        close = ")" if "(" in link else ""
        return [
            f"{lead} {self.said(part)}/{self.said(whole)} hồ sơ{link}",
            ("ratio", self.share(part, whole)),
            f"{close}.",
        ]

    def before(self):
        whole = self.count()
        part = self.chance.randint(whole // 3, whole)
        subject = self.chance.choice(["Tỷ lệ hồ sơ nộp trực tuyến", "Mức độ số hoá kết quả", "Tỷ lệ trả kết quả sớm"])
        return [
            f"{subject} đạt ",
            ("ratio", self.share(part, whole)),
            f" ({self.said(part)}/{self.said(whole)} hồ sơ).",
        ]

    def levels(self):
        parts = [self.count(3000) for _ in range(3)]
        opener = self.chance.choice([", trong đó: ", ", gồm: ", ", bao gồm ", " (", ", cụ thể: "])
        names = [("sum", self.said(sum(parts))), f" thủ tục{opener}cấp tỉnh ", ("sum", self.said(parts[0]))]
        rest = [" thủ tục, cấp huyện ", ("sum", self.said(parts[1])), " thủ tục, cấp xã ", ("sum", self.said(parts[2]))]
        return ["Toàn tỉnh có ", *names, *rest, " thủ tục).\n" if "(" in opener else " thủ tục."]

    def papers(self):
        laws, orders = self.chance.randint(1, 60), self.chance.randint(5, 300)
        shape = self.chance.choice([(" văn bản (", ")."), (" văn bản, gồm ", "."), (" văn bản, trong đó có ", ".")])
        parts = [("sum", f"{laws:02}"), " nghị quyết và ", ("sum", f"{orders:02}"), f" quyết định{shape[1]}"]
        return ["Đã ban hành ", ("sum", f"{laws + orders:02}"), shape[0], *parts]

    def handled(self):
        early, timely, late = self.count(9000), self.count(9000), self.chance.randint(5, 400)
        whole = early + timely + late
        listed = [
            " hồ sơ, trong đó trước hạn ",
            ("sum", self.said(early)),
            " hồ sơ, đúng hạn ",
            ("sum", self.said(timely)),
        ]
        return [
            *("Đã giải quyết ", ("sum", self.said(whole)), *listed, f" hồ sơ, quá hạn {self.said(late)} hồ sơ, chiếm "),
            *(("ratio", self.share(late, whole)), "."),
        ]

    def bullets(self):
        online, counter = self.count(20_000), self.count(20_000)
        whole = online + counter
        return [
            *("Tiếp nhận ", ("sum", self.said(whole)), " hồ sơ, trong đó:\n- Trực tuyến: ", ("sum", self.said(online))),
            *(" hồ sơ (", ("ratio", self.share(online, whole)), ");\n- Trực tiếp: ", ("sum", self.said(counter))),
            *(" hồ sơ (", ("ratio", self.share(counter, whole)), ")."),
        ]

    def grown(self):
        before = self.count(9000)
        after = before + self.chance.randint(50, 3000)
        change = self.share(after - before, before)
        return [
            f"Số hồ sơ tăng từ {self.said(before)} hồ sơ lên {self.said(after)} hồ sơ, tăng ",
            ("ratio", change),
            ".",
        ]

    def dated(self):
        day, month = self.chance.randint(1, 28), self.chance.randint(1, 12)
        number = self.chance.randint(10, 900)
        written = self.chance.choice([f"{day:02}/{month:02}/2024", f"{day}/{month}/2023"])
        return [f"Thực hiện Kế hoạch số {number}/KH-UBND ngày ", ("date", written), " của UBND tỉnh."]

    def table(self):
        rows = [
            (name, whole := self.count(900), self.chance.randint(whole // 2, whole))
            for name in ("Sở A", "Sở B", "Xã C")
        ]
        pieces = ["| Đơn vị | Tiếp nhận | Đúng hạn | Tỷ lệ |\n|---|---|---|---|\n"]
        for name, whole, part in rows:
            pieces += [
                f"| {name} | {self.said(whole)} | {self.said(part)} | ",
                ("ratio", self.share(part, whole)),
                " |\n",
            ]
        totals = [sum(row[1] for row in rows), sum(row[2] for row in rows)]
        return [
            *pieces,
            "| Tổng cộng | ",
            ("sum", self.said(totals[0])),
            " | ",
            ("sum", self.said(totals[1])),
            " | |\n",
        ]

    def spoilt(self, kind, words):
        if kind == "date":
            day, month, year = words.split("/")
            return self.chance.choice(
                [
                    f"31/{['02', '04', '06', '09', '11'][int(month) % 5]}/{year}",
                    f"{day}/13/{year}",
                    f"{day}/{month}/2204",
                ]
            )
        while True:
            at = self.chance.choice([at for at, sign in enumerate(words) if sign.isdigit()])
            if kind == "ratio" and at >= words.find(",") > 0:
                continue
            digit = self.chance.choice([one for one in "123456789" if one != words[at]])
            return words[:at] + digit + words[at + 1 :]
