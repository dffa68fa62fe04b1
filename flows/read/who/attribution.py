"""A speaker or a topic that stands outside the grammar of a sentence: "X: ...", "..., X says", "... - X"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from flows.read.diplomacy.verbs import noun_rows, verb_rows
from flows.read.patterns import load_regexes
from flows.read.tag.tagging import TaggedSentence
from flows.read.who.titles import has_title

STRAIGHT = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', " ": " "})
OF_WHAT = re.compile(r"^\w+ of ")  # "Information of ...": a thing, where the first word is no office
WAR_SCENE = ("UA",)
NAMELESS = re.compile(r"\b(?:ministry|embassy|agency|police|intelligence|prosecutors?|authorities|council|office)\b")
MAX_LABEL_WORDS = 9
LABEL = "speaker.label"
ACTORS = ("actor", "body")
# Words that make a label a topic whoever it names ("Ruritania crisis: ...", "Report: ...", "Watch: ...").
TOPIC = re.compile(
    r"(?i)\b(war|crisis|conflict|invasion|agg?ression|attacks?|shelling|news|live|updates?|video|photos?|watch|map|explainer|"
    r"explained|analysis|opinion|timeline|briefing|recap|summary|day \d+|week|breaking|exclusive|interview|key|list|"
    r"what|why|how|who|when|talks|sanctions|elections?|fighting|offensive|strikes?|situation|losses|editorial|podcast)\b"
)


@dataclass(frozen=True)
class Attribution:
    """What was cut from a sentence: the offsets of the rest and, where a speaker was named, of his words."""

    pattern: str
    kept_start: int
    kept_end: int
    who_start: int | None
    who_end: int | None


def find_attribution(sentence: TaggedSentence) -> Attribution | None:
    """The topic label or speaker around a sentence, or None where its own grammar is all there is.

    A sentence may have both: a topic before it and a speaker behind it.
    """
    text = sentence.sentence.text.translate(STRAIGHT)
    topic: Attribution | None = None
    regexes = load_regexes("speaker")
    for place, pattern_id in enumerate((LABEL, *regexes)):
        if place and pattern_id == LABEL and topic is None:
            continue  # only behind a topic may a second label name the speaker
        regex = regexes[pattern_id]
        start = topic.kept_start - sentence.sentence.start if topic else 0
        match = regex.search(text[start:]) if _is_expected(pattern_id, sentence) else None
        if match is None:
            continue
        found = _attribution(sentence, match, pattern_id, sentence.sentence.start + start)
        if found is None:
            continue
        if found.who_start is not None:
            return found
        topic = topic or found
    return topic


def _holds_a_verb(who: str) -> bool:
    """True for the words before a colon that are a sentence themselves ("Minister condemns plan: ...")."""
    rows = verb_rows()
    return any(
        word.endswith("s") and any(row.is_strong for row in rows.get(word, ()))
        for word in who.split()[1:]
        if word.islower() and word not in noun_rows()
    )


def _attribution(sentence: TaggedSentence, match: re.Match[str], pattern_id: str, offset: int) -> Attribution | None:
    if pattern_id == "speaker.label" and _holds_a_verb(match["who"]):
        return None
    is_speaker = _is_speaker(sentence, match, offset, pattern_id)
    if not is_speaker and not _is_topic(pattern_id, match):
        return None
    kept = (offset + match.start("said"), offset + match.end("said"))
    who = (offset + match.start("who"), offset + match.end("who")) if is_speaker else (None, None)
    return Attribution(pattern_id, *kept, *who)


def _is_expected(pattern_id: str, sentence: TaggedSentence) -> bool:
    """Labels and dashes are the manner of headlines; in running text they are lists and insertions."""
    if pattern_id == "speaker.label":
        return sentence.segment.kind == "headline" or TOPIC.search(sentence.sentence.text.split(":")[0]) is not None
    return pattern_id != "speaker.dash" or sentence.segment.kind == "headline"


def _is_topic(pattern_id: str, match: re.Match[str]) -> bool:
    return pattern_id == "speaker.label" and len(match["who"].split()) <= MAX_LABEL_WORDS


def _is_speaker(sentence: TaggedSentence, match: re.Match[str], offset: int, pattern_id: str) -> bool:
    """True where the words name somebody who can speak: a tagged actor, a title, or a capitalised name of two words."""
    who = match["who"]
    if pattern_id == LABEL and _is_topic_of(who, match["said"]):
        return False
    if pattern_id == "speaker.dash" and who[0].islower():
        return has_title(who) or NAMELESS.search(who) is not None
    if TOPIC.search(who) or len(who.split()) > MAX_LABEL_WORDS:
        return False
    start, end = offset + match.start("who"), offset + match.end("who")
    if any(start <= tag.start and tag.end <= end for tag in sentence.of(*ACTORS)) or has_title(who):
        return True
    aimed = match.string[match.end("who") :].lstrip().startswith(("at ", "to "))  # "Ukraine at UN: ..."
    if re.fullmatch(r"(?:the )?(?:Kremlin|White House|Pentagon)", who):
        return True
    if _is_country(sentence, start, end, aimed=aimed):
        return True
    if any(start <= tag.start and tag.end <= end for tag in sentence.of("place", "country", "weapon", "date")):
        return "label" not in pattern_id and len(who.split()) == 1
    if pattern_id == LABEL and _is_thing(who):
        return False
    if re.fullmatch(r"[A-ZÀ-Ž][a-zà-ž'-]{3,}(?: [A-ZÀ-Ž][\w'-]+){0,3}", who):
        return True  # a surname, or a name that the vocabulary does not know
    return bool(re.search(r"[A-Z][\w'-]+ [A-Z][\w'-]+|\bministry|\bagency|\bpolice|\bofficials?\b", who)) or (
        " " in who and _may_speak(who)
    )


def _is_topic_of(who: str, said: str) -> bool:
    """True for a thing ("Information of ..."), and for the subject of the sentence ("Jan Kowal: Jan Kowal resigns")."""
    is_of = OF_WHAT.search(who) is not None and not has_title(who.split(" of ")[0])
    return is_of or said.startswith(f"{who} ")


def _is_thing(who: str) -> bool:
    """True for a thing under capitals ("Short Harbour Training: ...")."""
    last = noun_rows().get(who.rpartition(" ")[2].lower())
    return last is not None and " " in who and "group" not in last.classes


def _may_speak(who: str) -> bool:
    """True for people who speak for themselves ("International experts"); troops are spoken of."""
    last = who.rpartition(" ")[2].lower()
    row = noun_rows().get(last) if last.endswith("s") else None
    return row is not None and "group" in row.classes and row.classes.isdisjoint(("troops", "people", "soldier", "foe"))


def _is_country(sentence: TaggedSentence, start: int, end: int, *, aimed: bool) -> bool:
    """True for the bare name of a country; that of the war's own scene is a topic ("Ukraine: ...").

    Args:
        aimed: the label goes on with to whom or where it is said, and so names a speaker.
    """
    return any(
        (tag.start, tag.end) == (start, end) and (aimed or tag.value.get("country") not in WAR_SCENE)
        for tag in sentence.of("country")
    )
