"""A sample that anybody can draw again: against an oracle, the same everywhere, each dossier as likely."""

import hashlib
import itertools
from collections import Counter
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from hypothesis import given
from hypothesis import strategies as st

from motcua.kernel.errors import InvalidInput
from motcua.oversight.inspection.errors import FrameFaulty, SizeFaulty
from motcua.oversight.inspection.rules import sampling
from motcua.oversight.inspection.rules.sampling import Unit, allotted, drawn

FRAMES = st.dictionaries(
    st.integers(0, 999).map(lambda n: f"H14.31-260302-{n:04}"), st.sampled_from(["", "late", "open", "1.001193"]),
    max_size=60,
).map(lambda found: [Unit(*pair) for pair in found.items()])  # fmt: skip
SEEDS = st.text(min_size=1, max_size=12)


def naive(frame, seed, size):
    """The documented way, done as slowly and plainly as it can be said."""
    counts = Counter(unit.stratum for unit in frame)
    size = min(size, len(frame))
    least = 1 if size >= len(counts) else 0
    parts = dict.fromkeys(counts, least)
    left, room = size - least * len(counts), len(frame) - least * len(counts)
    exact = {name: (left * (counts[name] - least) / room if room else 0) for name in counts}
    for name, share in exact.items():
        parts[name] += int(share + 1e-9)
    while sum(parts.values()) < size:
        best = min(
            (name for name in counts if parts[name] - least <= exact[name] - 1e-9),
            key=lambda name: (-round(exact[name] - int(exact[name] + 1e-9), 9), name),
        )
        parts[best] += 1
    chosen = []
    for name in sorted(counts):
        rest = [unit.code for unit in frame if unit.stratum == name]
        for _turn in range(parts[name]):
            first = min(rest, key=lambda code: hashlib.sha256(f"{seed}\n{name}\n{code}".encode()).hexdigest())
            chosen.append(Unit(first, name))
            rest.remove(first)
    return chosen


@given(FRAMES, st.text(st.characters(codec="ascii"), min_size=1, max_size=12), st.integers(1, 80))
def test_it_is_what_the_naive_way_gives(frame, seed, size):
    assert drawn(frame, seed=seed, size=size) == naive(frame, seed, size)


@given(FRAMES, SEEDS, st.integers(1, 80), st.randoms())
def test_the_order_of_the_frame_does_not_matter_and_nothing_is_drawn_twice(frame, seed, size, random):
    shuffled = random.sample(frame, len(frame))
    chosen = drawn(shuffled, seed=seed, size=size)
    assert chosen == drawn(frame, seed=seed, size=size)
    assert len(set(chosen)) == len(chosen) == min(size, len(frame))
    assert set(chosen) <= set(frame)


@given(st.dictionaries(st.text(max_size=3), st.integers(1, 500), min_size=1, max_size=8), st.integers(1, 200))
def test_parts_are_fair(sizes, size):
    parts = allotted(sizes, size)
    whole = sum(sizes.values())
    assert sum(parts.values()) == min(size, whole)
    assert all(0 <= parts[name] <= sizes[name] for name in sizes)
    if size >= len(sizes):
        assert all(parts[name] >= 1 for name in sizes)
    larger = sorted(sizes, key=lambda name: sizes[name])
    assert all(parts[one] <= parts[two] for one, two in itertools.pairwise(larger)
               if sizes[one] < sizes[two] and parts[one] > 1)  # fmt: skip


@given(FRAMES)
def test_a_frame_file_says_the_frame(frame):
    text = sampling.written(frame)
    assert sampling.read(text) == sorted(frame)
    assert sampling.written(reversed(frame)) == text


def test_the_same_on_every_machine():
    """Fixed for good: another answer here would make every published sample irreproducible."""
    frame = [Unit(f"H14.31-260302-{number:04}", "late" if number % 5 == 0 else "on_time") for number in range(40)]
    chosen = drawn(frame, seed="Bốc thăm 23/11/2026", size=5)
    assert [unit.code[-4:] for unit in chosen] == EXPECTED


EXPECTED = ["0000", "0005", "0029", "0018", "0003"]


def test_every_dossier_is_as_likely_as_another():
    """Over 2,000 seeds each of 20 comes in about 500 times: chi-square with 19 degrees, 1 in 10,000 beyond 50."""
    frame = [Unit(f"{number:04}", "") for number in range(20)]
    seen = Counter(unit.code for seed in range(2000) for unit in drawn(frame, seed=str(seed), size=5))
    assert sum((seen[unit.code] - 500) ** 2 / (500 * 0.75) for unit in frame) * 19 / 20 < 50


@pytest.mark.parametrize("size", [0, -1, 201])
def test_a_sample_has_a_size_that_people_can_judge(size):
    with pytest.raises(SizeFaulty, match="Cỡ mẫu từ 1 đến 200"):
        drawn([Unit("a", "")], seed="1", size=size)


@pytest.mark.parametrize("text", ["", "code\na;b\n", f"{sampling.HEADING}\nabc\n", f"{sampling.HEADING}\na;x\na;y\n"])
def test_a_frame_file_that_is_none_says_in_which_line(text):
    with pytest.raises(FrameFaulty, match="Khung mẫu sai ở dòng") as told:
        sampling.read(text)
    assert isinstance(told.value, InvalidInput)


def test_the_command_draws_it_again(tmp_path):
    frame = [Unit(f"{number:04}", "") for number in range(50)]
    file = tmp_path / "khung.csv"
    file.write_text(sampling.written(frame), encoding="utf-8")
    out, err = StringIO(), StringIO()
    call_command("draw_sample", file, seed="7", size=3, stdout=out, stderr=err)
    assert out.getvalue().split() == [f"{unit.code};" for unit in drawn(frame, seed="7", size=3)]
    assert sampling.digest_of(file.read_text()) in err.getvalue()
    with pytest.raises(CommandError):
        call_command("draw_sample", tmp_path / "none.csv", seed="7", size=3)
