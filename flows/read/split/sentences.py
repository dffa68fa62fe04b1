"""Cut a paragraph into sentences.

An own rule, because on this kind of text it beat the parser's boundaries, the sentence recogniser's and the rule of
punctuation alone (they cut inside names with stops, at closing quotes, and miss a stop without a space behind it).
"""

from __future__ import annotations

import re
from functools import cache

from flows.read.text import Sentence
from flows.read.vocabulary import load_rows

# A stop, closing quotes or brackets, space, and an opening; or a stop straight before a capital after a small letter.
BOUNDARY = re.compile(
    r"(?<![.!?…])([.!?…]+[\"'”’»)\]]*)(\s+)(?=[\"'“‘«(\[]*[A-ZÀ-ŽА-Я0-9])|(?<=[a-zà-ž]{2})([.!?])(?=[A-Z][a-z])"
)
NUMBERED = re.compile(r"\s*\d{1,2}", re.ASCII)  # "3. Talks go on": the number of the paragraph
LAST_WORD = re.compile(r"(?<![A-Za-z.])([A-Za-z.]+)$")


def split_sentences(text: str, *, offset: int = 0) -> list[Sentence]:
    """The sentences of a paragraph that starts at `offset` of its document; together they cover all its words.

    >>> [s.text for s in split_sentences("Gen. Doe spoke on Feb. 24. “Talks go on.” Then he left.More followed.")]
    ['Gen. Doe spoke on Feb. 24.', '“Talks go on.”', 'Then he left.', 'More followed.']
    """
    sentences = []
    start = 0
    for match in BOUNDARY.finditer(text):
        before = text[start : match.start()]
        is_numbered = bool(NUMBERED.fullmatch(text[: match.start()]))
        if match[1] and match[1].startswith(".") and (is_numbered or _is_abbreviation(before)):
            continue
        end = match.end(1) if match[1] else match.end(3)
        sentences.append(Sentence(offset + start, offset + end, text[start:end]))
        start = match.end()
    if text[start:].strip():
        sentences.append(Sentence(offset + start, offset + len(text), text[start:]))
    return sentences


def _is_abbreviation(before: str) -> bool:
    """True where the word before a stop is an abbreviation or a single initial."""
    word = LAST_WORD.search(before)
    if not word:
        return False
    return word[1].lower() in _abbreviations() or (len(word[1]) == 1 and word[1].isupper())


@cache
def _abbreviations() -> frozenset[str]:
    """Words whose stop does not end a sentence: titles, months, units, Latin, initials."""
    return frozenset(row["abbreviation"] for row in load_rows("abbreviations"))
