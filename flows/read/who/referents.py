"""Whom a pronoun, a short name or a bare office means in its story."""

from __future__ import annotations

import itertools
import re
from dataclasses import replace

from flows.read.diplomacy.acts import Act
from flows.read.facts import Speaker
from flows.read.parse.grammar import Parses
from flows.read.tag.tagging import TaggedSentence, TaggedStory
from flows.read.text import Tag
from flows.read.who.mentions import NAME_RUN, Mention, mention_in
from flows.read.who.names import full_name, named_before
from flows.read.who.titles import last_title_end

SINGULAR = ("he", "she", "him", "her")
PLURAL = ("they", "them")
ISSUER = ("we", "us", "i")
BOTH = re.compile(
    r"(?i)^(?:the )?(?:two|both|leaders|presidents|ministers|sides|parties|pair|counterparts)\b(?: \w+)?$"
)
# "Statement by X on ...": X is "we" and "I" wherever nobody else speaks.
ISSUED = re.compile(
    r"(?i)(?:joint )?(?:press )?(?:statement|remarks|address|speech|message|release)s? (?:by|from|of) "
    r"(?P<who>.+?)(?= (?:on|regarding|at|in|to|about|after|following|before)\b|$)"
)
FAR_APART = 60  # characters between two names that belong together
LEAD = 2  # sentences that may speak of somebody before they name him
NEAR = 25  # characters before a title in which its country stands
MUTUAL = ("AGREE", "CONSULT", "COOPERATE")  # what two do together, one with the other
SHORT_TITLES = {"fm": "foreign minister", "pm": "prime minister"}


class Cast:
    """The people and bodies of one story, asked for by place in the text."""

    def __init__(self, story: TaggedStory, parses: Parses, speakers: list[Speaker | None]) -> None:
        self._story = story
        self._speakers = speakers
        self._seen: list[tuple[int, tuple[Mention, ...]]] = []
        self._outlets = {
            tag.text
            for sentence in story.sentences
            for tag in sentence.of("actor", "body")
            if isinstance(tag.value, dict) and tag.value.get("sector") == "MED"
        }

    def resolved(self, act: Act, place: int) -> Act:
        """An act of the `place`-th sentence with its actors named as fully as the story names them."""
        sources = self._all_named(act.sources, place)
        named = self._all_named(act.targets, place, but=_names(sources))
        targets = tuple(name for name in named if name.name not in _names(sources) and not self._is_bare_word(name))
        if len(sources) > 1 and not targets and (act.frame in ("joint", "confer") or act.event_type in MUTUAL):
            sources, targets = sources[:1], sources[1:]
        if sources:
            self._seen.append((place, (*sources, *targets)))
        return replace(act, sources=sources, targets=targets)

    def aimed(self, act: Act, place: int) -> Act:
        """Blame for "it" or "the strikes" is meant for the last country before it that is not the speaker's own."""
        if act.event_type != "ACCUSE" or act.targets or not act.sources or act.frame == "state":
            return act
        own = {source.country for source in act.sources}
        own |= {tag.value.get("country") for tag in act.parse.sentence.of("country") if tag.end <= act.start}
        for sentence in reversed(self._story.sentences[:place]):
            for tag in reversed(sentence.of("country")):
                if tag.value.get("country") not in own:
                    return replace(act, targets=(Mention(tag.value["name"], tag.start, tag.end, "country", tag),))
        return act

    def knows(self, name: Mention, pattern: str) -> bool:
        """True where a single word is a surname: the story gives its first name, or it stands where speakers stand."""
        return not pattern.endswith("label") or full_name(name.name, self._story) != name.name

    def _is_bare_word(self, name: Mention) -> bool:
        """True for one capitalised word that neither the vocabulary nor the story knows as a name ("Christmas")."""
        is_one = name.kind == "person" and name.tag is None and " " not in name.name
        return is_one and full_name(name.name, self._story) == name.name

    def _all_named(
        self, mentions: tuple[Mention, ...], place: int, *, but: frozenset[str] = frozenset()
    ) -> tuple[Mention, ...]:
        found: dict[str, Mention] = {}
        for mention in mentions:
            for name in self._named(mention, place, but):
                found.setdefault(name.name, name)
        return tuple(found.values())

    def _named(self, mention: Mention, place: int, but: frozenset[str]) -> list[Mention]:
        word = mention.name.lower()
        if mention.kind == "person":
            return [replace(mention, name=full_name(mention.name, self._story))]
        if BOTH.match(mention.name):
            return self._last_pair(place) or ([mention] if mention.kind == "office" else [])
        if mention.kind in ("body", "phrase") and mention.name.islower() and " " not in mention.name:
            return [named_before(mention.name, mention.start, self._story) or mention]
        if mention.kind != "pronoun":
            is_office = mention.kind == "office"
            return [self._holder(mention) or self._introduced(mention, place) or mention] if is_office else [mention]
        if word in ISSUER:
            return self._issuer(mention, place)
        if word in SINGULAR:
            return self._last_person(mention, place, but)
        if word in PLURAL:
            together = [names for seen, names in self._seen if seen <= place and len(names) > 1]
            if together:
                return list(together[-1])
        return self._last(("body", "country", "office", "phrase"), place)

    def _last_person(self, pronoun: Mention, place: int, but: frozenset[str]) -> list[Mention]:
        """The first person of the sentence before the pronoun, else of the last sentence that names one.

        Args:
            but: names of those who act on the pronoun's person, and so are not meant.
        """
        for sentence in reversed(self._story.sentences[: place + 1]):
            for tag in sentence.of("actor"):
                if _is_person(tag) and tag.end <= pronoun.start:
                    mention = mention_in(sentence, tag.start, tag.end)
                    name = full_name(mention.name, self._story)
                    if name not in but:
                        return [replace(mention, name=name)]
            said = self._speakers[self._story.sentences.index(sentence)]
            is_other = said is not None and said.name not in but and said.name not in self._outlets
            if said and is_other and said.end <= pronoun.start and said.name[0].isupper():
                return [Mention(said.name, said.start, said.end, "person")]
            acting = self._acting_in(sentence)
            if acting and acting.end <= pronoun.start and acting.name not in but:
                return [acting]
        return []

    def _acting_in(self, sentence: TaggedSentence) -> Mention | None:
        """The first person who acted in a sentence before, known to the vocabulary or not."""
        place = self._story.sentences.index(sentence)
        return next((who for seen, names in self._seen if seen == place for who in names if who.kind == "person"), None)

    def _issuer(self, mention: Mention, place: int) -> list[Mention]:
        speaker = self._speakers[place] if place < len(self._speakers) else None
        if speaker and speaker.name not in self._outlets:
            return [Mention(speaker.name, speaker.start, speaker.end, "person")]
        first = self._story.sentences[0]
        issued = ISSUED.match(first.sentence.text)
        if not issued:
            return []
        start = first.sentence.start
        return [mention_in(first, start + issued.start("who"), start + issued.end("who"))]

    def _last(self, kinds: tuple[str, ...], place: int) -> list[Mention]:
        """The last actor of a kind that acted before."""
        for seen, names in reversed(self._seen):
            for name in names:
                if seen <= place and name.kind in kinds:
                    return [name]
        return []

    def _last_pair(self, place: int) -> list[Mention]:
        """The last two persons (or other actors) named together."""
        joined = self._persons_joined(place)
        if joined:
            return joined
        for seen, names in reversed(self._seen):
            if seen <= place and len(names) > 1:
                return list(names[:2])
        return []

    def _persons_joined(self, place: int) -> list[Mention]:
        """The last two persons that an "and" joins in the sentences before."""
        for sentence in reversed(self._story.sentences[:place]):
            people = [mention_in(sentence, tag.start, tag.end) for tag in sentence.of("actor") if _is_person(tag)]
            for left, right in itertools.pairwise(people):
                between = sentence.sentence.text[
                    left.end - sentence.sentence.start : right.start - sentence.sentence.start
                ]
                if re.match(r",? and\b", between) and len(between) < FAR_APART:
                    return [replace(name, name=full_name(name.name, self._story)) for name in (left, right)]
        return []

    def _introduced(self, office: Mention, place: int) -> Mention | None:
        """The person by whose name the story goes on after its lead spoke of "a minister" only."""
        if place >= LEAD or office.name.endswith("s"):
            return None
        for sentence, said in list(zip(self._story.sentences, self._speakers, strict=True))[
            place + 1 : place + 1 + LEAD
        ]:
            if said is None or not sentence.sentence.start <= said.start < sentence.sentence.end:
                continue
            name = mention_in(sentence, said.start, said.end)
            if name.kind == "person" and (name.country is None or name.country == office.country):
                return replace(name, name=full_name(name.name, self._story))
        return None

    def _holder(self, office: Mention) -> Mention | None:
        """The person whom the story names with the same office, and with the same country where it says one."""
        end = last_title_end(office.name)
        words = office.name[:end].split() if end else []
        if not words or office.name.endswith("s"):
            return None
        title = SHORT_TITLES.get(words[-1].lower(), words[-1].lower())
        before = re.compile(rf"(?i:\b{re.escape(title)}),? ({NAME_RUN.pattern})")
        behind = re.compile(
            rf"({NAME_RUN.pattern})(?= ?\(?\d*\)?, (?:\w+, )?(?:[^,.;]{{0,50}} )?(?i:{re.escape(office.name[:end])}))"
        )
        for sentence in self._story.sentences:
            for match in (*before.finditer(sentence.sentence.text), *behind.finditer(sentence.sentence.text)):
                start = sentence.sentence.start + match.start()
                named = re.split(r"['’]s\b", match[1])[0]  # "President Kowal's visit" names Kowal
                name = mention_in(sentence, start, sentence.sentence.start + match.start(1) + len(named))
                if name.kind == "person" and _agrees(office, sentence.sentence.text[: match.start()], sentence):
                    return replace(name, name=full_name(name.name, self._story))
        return None


def _agrees(office: Mention, before: str, sentence: TaggedSentence) -> bool:
    """True where no other country than the office's stands right before the named title."""
    if office.country is None:
        return True
    here = sentence.sentence.start + len(before)
    near = [tag for tag in sentence.of("country") if here - NEAR <= tag.start < here]
    return not near or any(tag.value.get("country") == office.country for tag in near)


def _is_person(tag: Tag) -> bool:
    return isinstance(tag.value, dict) and tag.value.get("actor_type") == "person"


def _names(mentions: tuple[Mention, ...]) -> frozenset[str]:
    return frozenset(mention.name for mention in mentions)
