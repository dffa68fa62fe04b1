"""Split a document: its date, its stories, their segments and sentences, all with character offsets.

A line is a paragraph. Documents come as stories of headline and paragraphs, as headline and lead by turns, as bare
headlines, or as one article; the lines themselves show which.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from flows.read.patterns import load_regexes
from flows.read.split.sentences import split_sentences
from flows.read.text import Document, DocumentDate, Segment, Story

DATE_LINE = re.compile(r"\s*date (\d{4}-\d{2}(?:-\d{2})?)(?!\d|-\d)[ \t]*")
FILE_DATE = re.compile(r"(?<!\d)(\d{4}-\d{2}-\d{2})(?!\d)")
WORD = re.compile(r"[A-Za-zÀ-ž’']{3,}|\d[\d.,]*")

PAST = re.compile(r"\b(was|were|had|did|said)\b")

LIST_SHARE = 0.8  # of the lines without a final stop: then every line is a story (READER: right for all dev documents)
FIRST_YEAR, LAST_YEAR = "1900", "2199"  # of a document
MIN_HEADLINE_WORDS = 4  # shorter lines between paragraphs are subheadings
MAX_HEADLINE = 200  # characters; the longest headlines of official statements come near it
MAX_STOPPED_HEADLINE = 100  # a headline that ends in a full stop is short
RESTATED_SHARE = 0.5  # of the words of a stopped headline that its lead says again


@dataclass(frozen=True)
class _Line:
    start: int
    text: str
    is_noise: bool  # a caption, byline, time stamp, post ...: never a headline

    @property
    def end(self) -> int:
        return self.start + len(self.text)

    @property
    def is_stopped(self) -> bool:
        """True where the line ends as a sentence does, or goes on in the next line."""
        return self.text.rstrip("\"'”’»)] ").endswith((".", "!", "?", "…", ":", ",", ";", "–", "—", "-"))

    @property
    def is_post(self) -> bool:
        """True for a post of social media, or what is left of one."""
        return self.is_noise and bool(load_regexes("split")["split.post"].search(self.text))

    @property
    def is_speech(self) -> bool:
        """True where the line is a quote from end to end, or opens one that it does not close."""
        inner = self.text[1:].rstrip(".,!?…")
        return self.text[0] in '"“«' and not any(mark in inner[:-1] for mark in '"”»')


def split(text: str, *, name: str = "") -> Document:
    """Split a decoded text into its stories.

    Args:
        name: the file's name, which gives the date where the text states none.

    >>> document = split(" date 2031-05-06 Bridge closed in Ruritania\\n\\nA bridge was closed on Monday. Talks go on.")
    >>> document.date.value, [story.headline for story in document.stories]
    ('2031-05-06', ['Bridge closed in Ruritania'])
    """
    published, body_start = read_date(text, name=name)
    lines = list(_lines(text, body_start))
    heads = _headline_lines(lines)
    opening = _opening(lines)
    bounds = [0, *(head for head in heads if head > opening)]
    stories: list[Story] = []
    for first, after in zip(bounds, [*bounds[1:], len(lines)], strict=True):
        if lines[first:after]:
            head = first if first else opening
            stories.append(_story(len(stories), lines[first:after], head - first if head in heads else None))
    return Document(text, published, tuple(stories))


def read_date(text: str, *, name: str = "") -> tuple[DocumentDate, int]:
    """The document's date with its basis, and the offset at which the text behind a date line starts."""
    prefix = DATE_LINE.match(text)
    start = prefix.end() if prefix else 0
    if prefix and _is_calendar_date(prefix[1]):
        return DocumentDate(prefix[1], "date line"), start
    named = FILE_DATE.search(name)
    if named and _is_calendar_date(named[1]):
        return DocumentDate(named[1], "file name"), start
    reason = "impossible date line" if prefix else "no date line and no date in the file name"
    return DocumentDate(None, reason=reason), start


def _is_calendar_date(value: str) -> bool:
    if not FIRST_YEAR <= value[:4] <= LAST_YEAR:
        return False  # and no day that is counted from it can leave the calendar
    try:
        date.fromisoformat(value if len(value) == len("YYYY-MM-DD") else f"{value}-01")
    except ValueError:
        return False
    return True


def _lines(text: str, start: int) -> Iterator[_Line]:
    """The lines that are not blank, stripped, from an offset on."""
    noise = load_regexes("split")
    for match in re.finditer(r"[^\r\n]+", text[start:]):
        stripped = match[0].strip()
        if stripped:
            offset = start + match.start() + match[0].index(stripped)
            may_be_headline = len(stripped) <= MAX_HEADLINE
            is_noise = may_be_headline and any(pattern.search(stripped) for pattern in noise.values())
            yield _Line(offset, stripped, is_noise)


def _opening(lines: list[_Line]) -> int:
    """The index of the first line that may be a headline, below a label such as "Key events" or a time stamp."""
    first = next((index for index, line in enumerate(lines) if not line.is_noise), 0)
    return 0 if lines and lines[first].is_stopped else first


def _headline_lines(lines: list[_Line]) -> list[int]:
    """The indexes of the lines that are headlines."""
    if not lines:
        return []
    if _share(not line.is_stopped for line in lines) >= LIST_SHARE:
        return [index for index, line in enumerate(lines) if not line.is_noise]
    if _is_alternating(lines):
        return [index for index in range(0, len(lines), 2) if not _is_paragraph(lines[index])]
    opening = _opening(lines)
    if not _is_headline(lines, opening):
        return []  # an article that starts with its text: what looks like a headline inside it is a subheading
    heads = [index for index in range(opening, len(lines)) if _is_headline(lines, index)]
    return [index for index in heads if not _is_standfirst(index, heads, lines)]


def _is_standfirst(index: int, heads: list[int], lines: list[_Line]) -> bool:
    """True for a second headline right under the first, with no text between them."""
    before = next((other for other in range(index - 1, -1, -1) if not lines[other].is_noise), None)
    return before is not None and before in heads


def _share(flags: Iterable[bool]) -> float:
    found = list(flags)
    return sum(found) / len(found)


def _is_alternating(lines: list[_Line]) -> bool:
    """Headline and lead by turns: nearly every second line is unstopped and shorter than the stopped one under it."""
    pairs = list(zip(lines[::2], lines[1::2], strict=False))
    return (
        len(pairs) >= 3
        and _share(not head.is_stopped and lead.is_stopped for head, lead in pairs) >= LIST_SHARE
        and _share(len(head.text) < len(lead.text) for head, lead in pairs) >= 0.5
    )


def _is_paragraph(line: _Line) -> bool:
    """True for full sentences of the past, which no headline is."""
    return line.text.endswith(".") and bool(PAST.search(line.text)) and len(split_sentences(line.text)) > 1


def _is_headline(lines: list[_Line], index: int) -> bool:
    line = lines[index]
    if line.is_noise or index + 1 == len(lines) or len(line.text) > MAX_HEADLINE or _is_doubled(line.text):
        return False
    if index == _opening(lines):
        return not line.is_stopped or (len(line.text) <= MAX_STOPPED_HEADLINE and len(split_sentences(line.text)) == 1)
    body = next((lines[later] for later in range(index + 1, len(lines)) if not lines[later].is_noise), None)
    if body is None or not (body.is_stopped or len(body.text) > MAX_HEADLINE):
        return False
    if line.is_speech or line.text[0].islower() or lines[index + 1].is_post:
        return False  # the text of a post, whose address or signature follows
    if not line.is_stopped:
        return _is_unstopped_headline(line, body)
    return _is_stopped_headline(line, body, before=lines[index - 1])


def _is_unstopped_headline(line: _Line, body: _Line) -> bool:
    """Most outlets do not stop their headlines. What has a full stop inside is a caption with its credit or a torn
    paragraph, and what goes on in small letters below is torn too.
    """
    is_torn = body.text[0].islower() or len(split_sentences(line.text)) > 1
    return len(line.text.split()) >= MIN_HEADLINE_WORDS and not is_torn


def _is_stopped_headline(line: _Line, body: _Line, *, before: _Line) -> bool:
    """Some outlets stop their headlines: one short sentence that the next paragraph, not the one before, says again."""
    if len(line.text) > MAX_STOPPED_HEADLINE or line.text[0] in "\"“'‘«" or line.text.endswith((":", "”", '"')):
        return False
    words = _stems(line.text)
    if PAST.search(line.text):
        return False  # headlines speak in the present
    if (
        len(split_sentences(line.text)) > 1
        or len(words) < 4
        or not before.is_stopped
        or len(body.text) < len(line.text)
    ):
        return False
    restated = len(words & _stems(body.text))
    return restated >= RESTATED_SHARE * len(words) and restated > len(words & _stems(before.text)) + 1


def _stems(text: str) -> set[str]:
    """The first letters of the longer words, so that "Lebanon" and "Lebanese" meet."""
    return {word.lower()[:5] for word in WORD.findall(text) if len(word) > 3 or word[0].isdigit()}


def _is_doubled(text: str) -> bool:
    """A caption that repeats the headline's words twice in one line."""
    words = text.split()
    half = len(words) // 2
    return half >= 3 and words[:half] == words[-half:]


def _story(index: int, lines: list[_Line], head: int | None) -> Story:
    """A story of lines, of which one, mostly the first, may be the headline; a time stamp or byline is no lead."""
    body = range(0 if head is None else head + 1, len(lines))
    lead = next((place for place in body if not lines[place].is_noise), None)
    kinds = {lead: "lead"} if head is None else {head: "headline", lead: "lead"}
    segments = tuple(_segment(kinds.get(place, "paragraph"), line) for place, line in enumerate(lines))
    return Story(index, lines[0].start, lines[-1].end, None if head is None else lines[head].text, segments)


def _segment(kind: str, line: _Line) -> Segment:
    return Segment(kind, line.start, line.end, tuple(split_sentences(line.text, offset=line.start)))
