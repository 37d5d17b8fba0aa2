"""Money is an integer number of đồng; never a float. Plain Python."""

HIGHEST = 10**15
_DIGITS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
_BILLION = 10**9


def dong(amount: int) -> str:
    """The amount as it is printed: «1.234.567 đ»."""
    return f"{amount:,} đ".replace(",", ".")


def in_words(amount: int) -> str:
    """The amount as it is written on receipts: 135000 → «một trăm ba mươi lăm nghìn đồng».

    Raises ValueError below zero and above 10^15.
    """
    if not 0 <= amount <= HIGHEST:
        raise ValueError(f"{amount} is not between 0 and {HIGHEST}.")
    return " ".join([*(_number(amount) or [_DIGITS[0]]), "đồng"])


def _number(number: int, *, is_inside: bool = False) -> list[str]:
    """Words of `number`; none for zero. `is_inside`: something stands before, so empty hundreds are said."""
    words: list[str] = []
    for size, name in ((_BILLION, "tỷ"), (10**6, "triệu"), (10**3, "nghìn")):
        count, number = divmod(number, size)
        if count:
            read = _number(count) if size == _BILLION else _group(count, is_inside=is_inside or bool(words))
            words += [*read, name]
    return words + (_group(number, is_inside=is_inside or bool(words)) if number else [])


def _group(number: int, *, is_inside: bool) -> list[str]:
    """Words of 1 to 999: «một trăm linh năm», inside a number also «không trăm linh năm»."""
    hundreds, rest = divmod(number, 100)
    words = [_DIGITS[hundreds], "trăm"] if hundreds or is_inside else []
    return words + _below_hundred(rest, is_after_hundreds=bool(words))


def _below_hundred(number: int, *, is_after_hundreds: bool) -> list[str]:
    tens, ones = divmod(number, 10)
    if tens == 0:
        return ([] if ones == 0 else ["linh", _DIGITS[ones]]) if is_after_hundreds else [_DIGITS[ones]]
    words = ["mười"] if tens == 1 else [_DIGITS[tens], "mươi"]
    if ones == 1 and tens > 1:
        return [*words, "mốt"]
    if ones == 5:  # noqa: PLR2004 - five is said «lăm» after tens
        return [*words, "lăm"]
    return words + ([_DIGITS[ones]] if ones else [])
