"""Acts of a sentence: every verb and noun row and every frame proven on its own examples, and the grammar around."""

from __future__ import annotations

from functools import cache

import pytest

from flows.read.diplomacy.acts import Act
from flows.read.diplomacy.complements import typed
from flows.read.diplomacy.frames import find_acts
from flows.read.diplomacy.verbs import noun_forms, verb_forms, verb_rows
from flows.read.parse.grammar import Parse, parse_sentences
from flows.read.patterns import load_patterns
from flows.read.split.digest import split
from flows.read.tag.tagging import tag
from flows.read.vocabulary import load_rows

VERBS = load_rows("verbs")
NOUNS = [row for row in load_rows("nouns") if row["event_type"]]
FRAMES = load_patterns("frames")


@cache
def parses() -> dict[str, Parse]:
    """Every example of the tables, parsed in one batch."""
    texts = [text for row in VERBS for text in (row["example"], row["not"])] + [row["example"] for row in NOUNS]
    texts += [text for frame in FRAMES for text in (*(each["text"] for each in frame["examples"]), *frame["not"])]
    sentences = [tag(split(text))[0].sentences[0] for text in texts]
    found = [next(iter(parse_sentences([sentence]).values())) for sentence in sentences]
    return dict(zip(texts, found, strict=True))


def acts(text: str, *, is_marked: bool = False) -> list[Act]:
    parse = parses().get(text) or next(iter(parse_sentences([tag(split(text))[0].sentences[0]]).values()))
    return [typed(act) for act in find_acts(parse, is_marked=is_marked)]


def names(act: Act) -> tuple[list[str], list[str]]:
    return [mention.name for mention in act.sources], [mention.name for mention in act.targets]


@pytest.mark.parametrize("row", VERBS, ids=lambda row: f"{row['verb']} {row['particles']} {row['object_classes']}")
def test_a_verb_row_reads_its_example(row: dict[str, str]) -> None:
    known = acts(row["example"]) if row["strength"] == "strong" else acts(row["example"], is_marked=True)
    if row["strength"] == "weak":
        known += acts(row["example"])
    found = [act for act in known if act.event_type == row["event_type"] and act.sources]
    assert found, row["example"]
    if "Chile" in row["example"] and row["event_type"] != "STATEMENT":
        assert any("Chile" in name for act in found for side in names(act) for name in side), row["example"]


@pytest.mark.parametrize("row", VERBS, ids=lambda row: f"{row['verb']} {row['particles']} {row['object_classes']}")
def test_a_verb_row_keeps_out_of_its_counter_example(row: dict[str, str]) -> None:
    is_marked = row["strength"] == "marked"
    found = acts(row["not"], is_marked=is_marked)
    assert not [act for act in found if act.event_type == row["event_type"] and act.sources]


@pytest.mark.parametrize("row", NOUNS, ids=lambda row: row["noun"])
def test_an_event_noun_reads_its_example(row: dict[str, str]) -> None:
    found = [act for act in acts(row["example"]) if act.event_type == row["event_type"]]
    assert any("Norway" in str(names(act)) and "Chile" in str(names(act)) for act in found), row["example"]


@pytest.mark.parametrize("frame", FRAMES, ids=lambda frame: frame["id"])
def test_a_frame_finds_source_and_target(frame: dict[str, list[dict[str, str]]]) -> None:
    for example in frame["examples"]:
        found = [names(act) for act in acts(example["text"], is_marked=True)]
        assert any(
            example["source"] in sources and (example["target"] is None or any(example["target"] in t for t in targets))
            for sources, targets in found
        ), (example, found)
    for text in frame["not"]:
        assert not [act for act in acts(str(text)) if act.sources and act.event_type != "STATEMENT"], text


def test_every_row_names_a_frame_of_the_file() -> None:
    assert {row["frame"] for row in VERBS} <= {frame["id"] for frame in FRAMES}


def test_tables_are_sorted_and_without_doubles() -> None:
    columns = ("verb", "particles", "object_classes", "event_type", "frame")
    keys = [tuple(row[column] for column in columns) for row in VERBS]
    assert keys == sorted(set(keys))
    assert len(verb_rows()) > 1500


@pytest.mark.parametrize(
    ("text", "event_type", "sources", "targets"),
    [
        ("Chile was condemned by Norway.", "ACCUSE", ["Norway"], ["Chile"]),
        ("Norway and Peru condemned Chile.", "ACCUSE", ["Norway", "Peru"], ["Chile"]),
        ("Norway did not send tanks to Chile.", "REJECT", ["Norway"], ["Chile"]),
        ("Norway condemned the arrest of sailors by Chile.", "ACCUSE", ["Norway"], ["Chile"]),
        ("Norway's minister Jan Kowal praised Chile.", "SUPPORT", ["Jan Kowal"], ["Chile"]),
        ("Norway said Chile must open its ports.", "REQUEST", ["Norway"], ["Chile"]),
        ("Norway says Chile is lying about the ports.", "ACCUSE", ["Norway"], ["Chile"]),
        ("Norway says it will send tanks to Chile.", "AID", ["Norway"], ["Chile"]),
        ("Norway says the harbour is deep.", "STATEMENT", ["Norway"], []),
        ("Norway called Chile's plan a brave step.", "SUPPORT", ["Norway"], ["Chile"]),
        ("Norway called Chile's plan a crime.", "ACCUSE", ["Norway"], ["Chile"]),
        ("Norway to send tanks to Chile", "AID", ["Norway"], ["Chile"]),
        ("US issues new sanctions on Chile", "SANCTION", ["US"], ["Chile"]),
        ("Norway signs decree on Chile", "STATEMENT", ["Norway"], ["Chile"]),
        ("Norway rejects claims it is robbing Chile", "REJECT", ["Norway"], ["Chile"]),
        ("Norway held Chile responsible for the fire.", "ACCUSE", ["Norway"], ["Chile"]),
        ("Norway is unwilling to meet Chile.", "REJECT", ["Norway"], ["Chile"]),
        ("Talks resume with Chile on fishing", "CONSULT", ["Chile"], []),
        ("Call between Norway and Chile has started.", "CONSULT", ["Norway"], ["Chile"]),
        ("Norwegian forces abduct staff, patients of the hospital.", "COERCE", ["Norwegian forces"], []),
        ("Ministers of Norway and Chile met at noon.", "CONSULT", ["Norway"], ["Chile"]),
        ("Norway insists that Chile leave the island.", "REQUEST", ["Norway"], ["Chile"]),
        ("Norwegian troops left Chile.", "RETREAT", ["Norwegian troops"], ["Chile"]),
    ],
)
def test_voice_number_negation_and_reported_words(
    text: str, event_type: str, sources: list[str], targets: list[str]
) -> None:
    assert (event_type, sources, targets) in [(act.event_type, *names(act)) for act in acts(text)]


def test_what_is_asked_for_is_no_act_of_its_own() -> None:
    assert [act.event_type for act in acts("Norway urged Chile to condemn Peru.")] == ["REQUEST"]


@pytest.mark.parametrize(
    ("verb", "irregular", "form"), [("seize", [], "seizing"), ("deny", [], "denies"), ("meet", ["met"], "met")]
)
def test_forms_of_verbs(verb: str, irregular: list[str], form: str) -> None:
    assert form in verb_forms(verb, irregular)


def test_forms_of_nouns() -> None:
    assert noun_forms("treaty", ["treaties"]) >= {"treaty", "treaties"}
