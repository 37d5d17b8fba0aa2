"""Random processes that are sound by their making: sequences, choices, parallel branches and loops in one another."""

from itertools import pairwise

from hypothesis import strategies as st

from motcua.capabilities.workflow.tests.factories import Drawing

Block = tuple[str, tuple["Block", ...]]
STEP: Block = ("step", ())


def blocks(*kinds: str, max_leaves: int = 8) -> st.SearchStrategy[Block]:
    """Blocks of these kinds: sequence, outcome, data, parallel, loop."""

    def wider(inner: st.SearchStrategy[Block]) -> st.SearchStrategy[Block]:
        parts = st.lists(inner, min_size=2, max_size=3).map(tuple)
        return st.one_of(*(st.tuples(st.just(kind), parts) for kind in kinds))

    return st.recursive(st.just(STEP), wider, max_leaves=max_leaves)


def drawn(block: Block) -> Drawing:
    """The drawing of a block between a start and an end."""
    drawing = Drawing().ends()
    first, last = _Pen(drawing).draw(block)
    return drawing.line("start", first).line(last, "end")


class _Pen:
    def __init__(self, drawing: Drawing) -> None:
        self.drawing, self.count = drawing, 0

    def draw(self, block: Block) -> tuple[str, str]:
        kind, parts = block
        self.count += 1
        return getattr(self, f"_{kind}")(str(self.count), parts)

    def _step(self, number: str, _: tuple[Block, ...]) -> tuple[str, str]:
        key = self.drawing.step(f"s{number}")
        return key, key

    def _sequence(self, _: str, parts: tuple[Block, ...]) -> tuple[str, str]:
        ways = [self.draw(part) for part in parts]
        for (_first, last), (following, _end) in pairwise(ways):
            self.drawing.flow(last, following)
        return ways[0][0], ways[-1][1]

    def _outcome(self, number: str, parts: tuple[Block, ...]) -> tuple[str, str]:
        """One branch more than parts: the empty one."""
        asks, split, merge = self.drawing.step(f"q{number}"), f"x{number}", self.drawing.choice(f"m{number}")
        self.drawing.choice(split)
        self.drawing.flow(asks, split)
        for index, part in enumerate(parts):
            first, last = self.draw(part)
            self.drawing.flow(split, first, f"outcome == 'o{index}'")
            self.drawing.flow(last, merge)
        self.drawing.flow(split, merge, "outcome == 'skip'")
        return asks, merge

    def _data(self, number: str, parts: tuple[Block, ...]) -> tuple[str, str]:
        split, merge = self.drawing.choice(f"x{number}", default=f"d{number}"), self.drawing.choice(f"m{number}")
        for index, part in enumerate(parts[1:]):
            first, last = self.draw(part)
            self.drawing.flow(split, first, f"v{number} == {index}")
            self.drawing.flow(last, merge)
        first, last = self.draw(parts[0])
        self.drawing.flow(split, first, id=f"d{number}")
        self.drawing.flow(last, merge)
        return split, merge

    def _parallel(self, number: str, parts: tuple[Block, ...]) -> tuple[str, str]:
        split, join = self.drawing.parallel(f"p{number}"), self.drawing.parallel(f"j{number}")
        for part in parts:
            first, last = self.draw(part)
            self.drawing.flow(split, first)
            self.drawing.flow(last, join)
        return split, join

    def _loop(self, number: str, parts: tuple[Block, ...]) -> tuple[str, str]:
        merge, asks, split = self.drawing.choice(f"m{number}"), self.drawing.step(f"q{number}"), f"x{number}"
        self.drawing.choice(split)
        first, last = self._sequence(number, parts)
        self.drawing.line(merge, first).line(last, asks, split)
        self.drawing.flow(split, merge, "outcome == 'redo'")
        after = self.drawing.choice(f"e{number}")
        self.drawing.flow(split, after, "outcome == 'go'")
        return merge, after
