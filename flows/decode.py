"""Bytes to text, or a reason why not: no encoding is guessed, nothing is decompressed, no character is dropped."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from pathlib import Path

MAX_LINE_CHARACTERS = 64 * 1024
MAX_LINES = 20_000  # of a digest some hundreds; each may be a story of its own
MIN_LETTER_SHARE = 0.4  # of the characters that are not blank; tables of figures in real digests stay above it
MIN_WORDS_TO_JUDGE = 40  # shorter texts say too little about their language
MIN_ENGLISH_SHARE = 0.08  # function words among all words; English news has 0.3 to 0.5, other languages under 0.04

# First bytes of formats that are not text, whatever the file's name says.
MAGIC = {
    b"\x1f\x8b": "gzip",
    b"BZh": "bzip2",
    b"\x28\xb5\x2f\xfd": "zstd",
    b"\x04\x22\x4d\x18": "lz4",
    b"Rar!": "rar",
    b"PK\x03\x04": "zip, docx or xlsx",
    b"PK\x05\x06": "zip",
    b"\xfd7zXZ\x00": "xz",
    b"7z\xbc\xaf\x27\x1c": "7z",
    b"%PDF": "pdf",
    b"SQLite format 3\x00": "sqlite",
    b"PAR1": "parquet",
    b"\x89PNG": "png",
    b"\xff\xd8\xff": "jpeg",
    b"GIF8": "gif",
    b"\x7fELF": "a program",
    b"{\\rtf": "rtf",
    b"\xd0\xcf\x11\xe0": "old office document",
}
# The longer marks first: the mark of UTF-32 starts with the mark of UTF-16.
MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# How formats begin that are text for programs; what they hold is for nobody to read before it is made plain.
MARKUP = {
    "html or xml": re.compile(r"<(?:!doctype|\?xml|html|head|body|svg|rss|feed)\b", re.IGNORECASE),
    "json": re.compile(r"\{\s{0,99}\"[^\"\n]{1,99}\"\s{0,9}:|\[\s{0,99}[\[{]"),
    "a message with its headers": re.compile(r"(?:[a-z-]{2,40}:[^\n]{0,999}\n){0,40}?mime-version:", re.IGNORECASE),
}
HIDDEN = re.compile("[\u061c\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]")
WORD = re.compile(r"[^\W\d_]+")
ENGLISH = frozenset(
    (Path(__file__).parent / "read" / "vocabulary" / "function_words.txt").read_text(encoding="utf-8").split()
)


@dataclass(frozen=True)
class Decoded:
    """A text and how it was encoded, with a warning where there is one; or a reason code with a sentence of detail."""

    text: str | None
    encoding: str | None = None
    reason: str | None = None
    detail: str | None = None


def decode(content: bytes) -> Decoded:
    """The text of a file's bytes.

    Reasons: empty, not-text, encoding, nul, too-many-lines, line-too-long, binary-like, language. A text that holds
    control characters or signs that cannot be seen is decoded as it is, with a warning in `detail`.

    >>> decode(b"Two bridges were closed.").text
    'Two bridges were closed.'
    >>> decode(b"caf\\xe9").reason
    'encoding'
    """
    if not content.strip():
        return Decoded(None, reason="empty", detail="the file holds no words")
    for magic, name in MAGIC.items():
        if content.startswith(magic):
            return Decoded(None, reason="not-text", detail=f"the file is {name}; deliver it as plain text")
    mark, encoding = next(((m, e) for m, e in MARKS if content.startswith(m)), (b"", "utf-8"))
    try:
        text = content[len(mark) :].decode(encoding)
    except UnicodeDecodeError as problem:
        offset = len(mark) + problem.start
        return Decoded(None, reason="encoding", detail=f"not {encoding.upper()}: {problem.reason} at byte {offset}")
    refused = _refuse(text)
    return refused or Decoded(text, encoding=f"{encoding} with mark" if mark else encoding, detail=_warning(text))


def _refuse(text: str) -> Decoded | None:
    if "\0" in text:
        return Decoded(None, reason="nul", detail="NUL characters; perhaps UTF-16 without its mark")
    if not text.strip():
        return Decoded(None, reason="empty", detail="the file holds no words")
    begins = text[:MAX_LINE_CHARACTERS].lstrip()
    form = next((name for name, opening in MARKUP.items() if opening.match(begins)), None)
    if form:
        return Decoded(None, reason="not-text", detail=f"the file is {form}; deliver it as plain text")
    lines = text.splitlines()
    if len(lines) > MAX_LINES:
        return Decoded(None, reason="too-many-lines", detail=f"{len(lines)} lines, more than {MAX_LINES}; split it")
    if max(map(len, lines)) > MAX_LINE_CHARACTERS:
        return Decoded(None, reason="line-too-long", detail=f"a line of more than {MAX_LINE_CHARACTERS} characters")
    solid = [character for character in text if not character.isspace()]
    if sum(character.isalpha() for character in solid) < MIN_LETTER_SHARE * len(solid):
        return Decoded(None, reason="binary-like", detail="fewer letters than a text has")
    words = WORD.findall(text.lower())
    english = sum(word in ENGLISH for word in words)
    if len(words) >= MIN_WORDS_TO_JUDGE and english < MIN_ENGLISH_SHARE * len(words):
        return Decoded(None, reason="language", detail="not English, the only language that is read")
    return None


def _warning(text: str) -> str | None:
    """The characters of a text that cannot be seen, or None: they may hide what a person would notice."""
    found = sorted({f"U+{ord(sign):04X}" for sign in HIDDEN.findall(text)})
    return f"holds characters that cannot be seen: {', '.join(found)}" if found else None
