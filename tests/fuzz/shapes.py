"""Documents that nobody would write: real shapes from raw/samples bent at random, and what Hypothesis thinks of."""

from __future__ import annotations

import random
from functools import cache
from pathlib import Path

import yaml
from hypothesis import strategies as st

from flows.read.vocabulary import load_rows
from flows.settings import PROJECT

SAMPLES = PROJECT / "raw" / "samples"
PAYLOADS = PROJECT / "tests" / "faults" / "payloads.yml"
PIECES = Path(__file__).with_name("pieces.yml")


@cache
def pieces(kind: str) -> tuple[str, ...]:
    """Odd numbers, or signs."""
    return tuple(yaml.safe_load(PIECES.read_text(encoding="utf-8"))[kind])


@cache
def lines() -> tuple[str, ...]:
    """The lines of the sample digests."""
    texts = [path.read_text(encoding="utf-8") for path in sorted(SAMPLES.rglob("*.txt"))]
    return tuple(line for text in texts for line in text.splitlines() if line.strip())


@cache
def words() -> tuple[str, ...]:
    """Words that the reader knows, of every vocabulary file that matters to it."""
    stems = ("places", "actors", "weapons", "countries", "nouns", "verbs", "units", "chunk_words", "aid_words")
    cells = (cell for stem in stems for row in load_rows(stem) for cell in row.values())
    return tuple(sorted({word for cell in cells for word in cell.split("|") if word}))


@cache
def payloads() -> tuple[str, ...]:
    """The payloads that the sinks are tried with."""
    return tuple(text for texts in yaml.safe_load(PAYLOADS.read_text(encoding="utf-8")).values() for text in texts)


def bent(seed: str) -> bytes:
    """A document of some bent lines of the samples, the same for the same seed."""
    chance = random.Random(seed)
    text = "\n\n".join(chance.choice(lines()) for _ in range(chance.choice((1, 1, 2, 3, 6))))
    for _ in range(chance.randint(1, 8)):
        text = chance.choice(BENDS)(text, chance)[:20_000]
    content = text.encode(chance.choice(("utf-8",) * 20 + ("utf-8-sig", "utf-16", "utf-32")), "surrogatepass")
    return _damaged(content, chance) if chance.random() < 0.05 else content


def _insert(text: str, piece: str, chance: random.Random) -> str:
    place = chance.randint(0, len(text))
    return text[:place] + piece + text[place:]


def _insert_number(text: str, chance: random.Random) -> str:
    return _insert(text, f" {chance.choice(pieces('numbers'))} ", chance)


def _insert_sign(text: str, chance: random.Random) -> str:
    return _insert(text, chance.choice(pieces("signs")) * chance.choice((1, 1, 1, 2, 30)), chance)


def _insert_word(text: str, chance: random.Random) -> str:
    return _insert(text, " " + " ".join(chance.choice(words()) for _ in range(chance.randint(1, 6))) + " ", chance)


def _insert_payload(text: str, chance: random.Random) -> str:
    return _insert(text, chance.choice(payloads()), chance)


def _change_number(text: str, chance: random.Random) -> str:
    parts = text.split(" ")
    places = [place for place, part in enumerate(parts) if any(sign.isdigit() for sign in part)]
    for place in places:
        if chance.random() < 0.5:
            parts[place] = chance.choice(pieces("numbers"))
    return " ".join(parts)


def _change_words(text: str, chance: random.Random) -> str:
    return " ".join(chance.choice(words()) if chance.random() < 0.1 else word for word in text.split(" "))


def _cut(text: str, chance: random.Random) -> str:
    start = chance.randint(0, len(text))
    return text[:start] + text[start + chance.randint(0, 60) :]


def _repeat(text: str, chance: random.Random) -> str:
    start = chance.randint(0, len(text))
    return _insert(text, text[start : start + chance.randint(1, 80)] * chance.randint(2, 40), chance)


def _shuffle(text: str, chance: random.Random) -> str:
    parts = text.split(" ")
    chance.shuffle(parts)
    return " ".join(parts)


def _recase(text: str, chance: random.Random) -> str:
    return chance.choice((text.upper(), text.lower(), text.title(), text.swapcase()))


def _rebreak(text: str, chance: random.Random) -> str:
    return text.replace(". ", chance.choice((".\n", ".\n\n", ".", "; ", " — ", "\n• ")))


BENDS = (
    *(_insert_number, _insert_sign, _insert_word, _insert_payload, _change_number, _change_words),
    *(_cut, _repeat, _shuffle, _recase, _rebreak),
)


def _damaged(content: bytes, chance: random.Random) -> bytes:
    place = chance.randint(0, len(content))
    return content[:place] + chance.randbytes(chance.randint(0, 4)) + content[place + chance.randint(0, 3) :]


def documents() -> st.SearchStrategy[bytes]:
    """Documents of known words, odd numbers, signs and any characters, in any order; and any bytes."""
    piece = st.one_of(
        st.sampled_from(words()),
        st.sampled_from(pieces("numbers")),
        st.sampled_from(pieces("signs")),
        st.sampled_from(lines()),
        st.text(max_size=12),
    )
    text = st.lists(piece, max_size=25).map(" ".join)
    return st.one_of(text.map(lambda each: each.encode("utf-8", "surrogatepass")), st.binary(max_size=300))
