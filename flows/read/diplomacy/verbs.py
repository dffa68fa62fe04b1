"""The verbs and nouns that make an event: rows of verbs.csv and nouns.csv, found by any of their forms.

A verb row says which particles and which class of object it asks for, in which frame its source and target stand, the
event type and mode, and how far it can be trusted: a strong row fires alone, a weak one only where an actor or an
object of its class stands beside it, a marked one only where the caller has marked the two actors.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from flows.read.vocabulary import Row, load_rows

VOWELS = "aeiou"


@dataclass(frozen=True)
class VerbRow:
    """One meaning of a verb."""

    row_id: str
    particles: frozenset[str]
    objects: frozenset[str]  # classes of what is acted on; "by_" before a class asks it of who acts
    frame: str
    event_type: str
    mode: str | None
    strength: str  # strong | weak | marked

    @property
    def is_strong(self) -> bool:
        """True where the row needs no support from the words around it."""
        return self.strength == "strong"

    @property
    def demands(self) -> float:
        """How much a sentence must hold for the row; the most demanding row is tried first."""
        infinitive = 0.25 if self.frame == "infinitive" else 0
        someone = 0.5 if "someone" in self.objects else 0  # the vaguest demand: any other class goes before it
        return len(self.particles) + len(self.objects) + infinitive - someone


@dataclass(frozen=True)
class NounRow:
    """A noun with the classes of object that it belongs to and the event that it names by itself, if it names one."""

    row_id: str
    classes: frozenset[str]
    event_type: str | None
    mode: str | None
    is_strong: bool


@cache
def verb_rows(*, is_marked: bool = False) -> dict[str, tuple[VerbRow, ...]]:
    """The rows of every form of a verb, the most demanding first.

    Args:
        is_marked: also those for marked pairs, which go before others of the same demands.
    """
    found: dict[str, list[VerbRow]] = {}
    for row in load_rows("verbs"):
        made = _verb_row(row)
        if made.strength == "marked" and not is_marked:
            continue
        is_adjective = row["frame"] == "state"
        for form in [row["verb"]] if is_adjective else verb_forms(row["verb"], row["forms"].split("|")):
            found.setdefault(form, []).append(made)
    return {
        form: tuple(sorted(rows, key=lambda each: (-each.demands, each.strength != "marked")))
        for form, rows in found.items()
    }


@cache
def noun_rows() -> dict[str, NounRow]:
    """The row of every form of a noun; nouns of two words stand under both words joined by a space."""
    found: dict[str, NounRow] = {}
    for row in load_rows("nouns"):
        made = NounRow(
            f"noun.{row['noun'].replace(' ', '_')}",
            frozenset(row["noun_classes"].split("|")),
            row["event_type"] or None,
            row["mode"] or None,
            row["strength"] == "strong",
        )
        for form in noun_forms(row["noun"], row["forms"].split("|")):
            found[form] = made
    return found


@cache
def known_forms() -> frozenset[str]:
    """Every word that may start an event."""
    nouns = {form.rpartition(" ")[2] for form, row in noun_rows().items() if row.event_type}
    return frozenset(verb_rows()) | nouns


@cache
def speech_forms() -> frozenset[str]:
    """The forms of the verbs that report words."""
    rows = verb_rows().items()
    return frozenset(form for form, found in rows if any(row.frame == "speech" and row.is_strong for row in found))


@cache
def meeting_forms() -> frozenset[str]:
    """The forms of the verbs of a meeting between two."""
    rows = verb_rows().items()
    frames = ("joint", "confer")
    return frozenset(
        form for form, found in rows if any(row.frame in frames and row.event_type == "CONSULT" for row in found)
    )


@cache
def states() -> frozenset[str]:
    """The adjectives that say what somebody thinks or is willing to do ("concerned about", "ready to")."""
    return frozenset(row["verb"] for row in load_rows("verbs") if row["frame"] == "state") | toned("state")


@cache
def toned(tone: str) -> frozenset[str]:
    """The words of a tone, in all forms.

    bad: verbs of harm; badnoun: nouns and adjectives of harm; good; must; aid: what is given; need: what is lacking;
    undone: under which an act is not done ("unable to go"); willing: under which it is offered ("ready to go");
    blamed: adverbs of harm; reprisal, answer: verbs that threaten, the latter only with "back", "if" or an adverb;
    going: verbs of a journey; oath: to vow; state: adjectives that rule what follows them like a verb ("sure of it").
    """
    found: set[str] = set()
    for row in load_rows("tone"):
        if row["tone"] == tone:
            found |= verb_forms(row["word"], ()) if tone == "bad" else set(noun_forms(row["word"], ()))
    return frozenset(found)


def verb_forms(verb: str, irregular: Iterable[str]) -> set[str]:
    """The forms of a verb: the regular ones and those given.

    >>> sorted(verb_forms("deny", ["denied"]))
    ['denied', 'denies', 'deny', 'denying']
    """
    forms = {verb, *(form for form in irregular if form)}
    if verb.endswith("e"):
        return forms | {f"{verb}s", f"{verb}d", f"{verb[:-1]}ing"}
    if verb.endswith("y") and verb[-2] not in VOWELS:
        return forms | {f"{verb[:-1]}ies", f"{verb[:-1]}ied", f"{verb}ing"}
    plural = f"{verb}es" if verb.endswith(("s", "x", "z", "ch", "sh", "o")) else f"{verb}s"
    return forms | {plural, f"{verb}ed", f"{verb}ing"}


def noun_forms(noun: str, irregular: Iterable[str]) -> set[str]:
    """The forms of a noun: itself, a plural in s, and those given.

    >>> sorted(noun_forms("treaty", ["treaties"]))
    ['treaties', 'treaty', 'treatys']
    """
    return {noun, f"{noun}s", *(form for form in irregular if form)}


def _verb_row(row: Row) -> VerbRow:
    parts = [row["verb"], row["particles"], row["object_classes"], row["frame"], row["event_type"].lower()]
    return VerbRow(
        "verb." + ".".join(part.replace("|", "_").replace(" ", "_") for part in parts if part),
        frozenset(part for part in row["particles"].split("|") if part),
        frozenset(part for part in row["object_classes"].split("|") if part),
        row["frame"],
        row["event_type"],
        row["mode"] or None,
        row["strength"],
    )
