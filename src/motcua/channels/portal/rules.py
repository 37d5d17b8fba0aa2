"""The eight events of a life that bring people here, each a search in our words. Plain Python."""

from dataclasses import dataclass

from motcua.kernel.texts.mark import mark


@dataclass(frozen=True)
class LifeEvent:
    """`words` is what is searched for."""

    label: str
    words: str
    icon: str


LIFE_EVENTS = (
    LifeEvent(mark("Sinh con"), "khai sinh", "child"),
    LifeEvent(mark("Đi học"), "học sinh", "school"),
    LifeEvent(mark("Kết hôn"), "kết hôn", "rings"),
    LifeEvent(mark("Nhà, đất"), "đất đai", "house"),
    LifeEvent(mark("Kinh doanh"), "hộ kinh doanh", "shop"),
    LifeEvent(mark("Cư trú"), "cư trú", "card"),
    LifeEvent(mark("Trợ cấp"), "trợ cấp", "heart"),
    LifeEvent(mark("Người thân mất"), "khai tử", "lotus"),
)
