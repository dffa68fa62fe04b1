"""Which stories tell diplomatic events at all, and in which a statement is only the source of something else."""

from __future__ import annotations

from functools import cache

from flows.read.patterns import load_patterns, load_regexes
from flows.read.tag.tagging import TaggedStory

SUMMARY = 5  # sentences; a shorter story is what its headline says


def is_about_events(story: TaggedStory) -> bool:
    """False for explainers, features and reports from the front line."""
    return not _is_dropped(story, "all")


def may_state(story: TaggedStory) -> bool:
    """False where officials' words are only the source of a report on an attack."""
    return not _is_dropped(story, "statements")


def is_report(sentence: str) -> bool:
    """True for a sentence that tells of a strike or its victims: who says so is only its source."""
    regexes = load_regexes("filters")
    return any(regexes[pattern_id].search(sentence) for pattern_id in _ids("statements"))


def is_tally(sentence: str) -> bool:
    """True for a sentence that only counts: who gives the figure makes no event by it."""
    regexes = load_regexes("filters")
    return any(regexes[pattern_id].search(sentence) for pattern_id in _ids("tallies"))


def _is_dropped(story: TaggedStory, what: str) -> bool:
    if what == "all" and len(story.sentences) > SUMMARY:
        return False  # a long text under such a headline sums up several events
    title = story.story.headline or (story.sentences[0].sentence.text if story.sentences else "")
    regexes = load_regexes("filters")
    return any(regexes[pattern_id].search(title) for pattern_id in _ids(what))


@cache
def _ids(what: str) -> tuple[str, ...]:
    return tuple(entry["id"] for entry in load_patterns("filters") if entry["drop"] == what)
