"""Section C: encodings and Unicode."""

from __future__ import annotations

import json

import pytest

from flows.decode import decode
from flows.read.reading import as_output, read
from flows.read.split.digest import split
from tests.faults.conftest import Faults, sitrep
from tests.faults.delivered import PLAIN, REFUSED, TAKEN

DAY = " date 2031-05-07 Night of drones\n\n"


def launched(text: str) -> list[int | None]:
    """The launches that are read in a text."""
    return [weapon["launched"] for attack in as_output(read(DAY + text))["attacks"] for weapon in attack["weapons"]]


def unread(text: str) -> list[tuple[str, str]]:
    """The figures of a text that fill no fact, with the reason."""
    return [(each["text"], each["reason"]) for each in as_output(read(DAY + text))["figures"] if each["reason"]]


@pytest.mark.parametrize("name", [name for name in TAKEN if name.startswith(("c30", "c31"))])
def test_30_and_31_texts_with_a_mark_are_decoded_and_that_is_recorded(faults: Faults, name: str) -> None:
    row = faults.rows[name]
    assert (row["state"], row["encoding"], row["content"]) == ("loaded", TAKEN[name][1], TAKEN[name][0])


def test_30_mark_in_the_middle_is_warned_of(faults: Faults) -> None:
    assert faults.rows["c30-middle.txt"]["detail"] == "holds characters that cannot be seen: U+FEFF"


@pytest.mark.parametrize("name", [name for name in REFUSED if name.startswith("c")])
def test_32_to_37_what_is_no_utf8_is_set_aside_with_its_place(faults: Faults, name: str) -> None:
    row = faults.rows[name]
    assert (row["state"], row["reason"], row["content"]) == ("quarantined", REFUSED[name][1], REFUSED[name][0])
    if row["reason"] == "encoding":
        assert row["detail"].endswith(f"at byte {len(PLAIN) + (3 if 'latin1' in name else 0)}")


def test_34_cut_sequence_is_named_as_such(faults: Faults) -> None:
    assert "unexpected end of data" in faults.rows["c34-cut.txt"]["detail"]


def test_38_control_characters_stay_in_the_record_and_reach_no_terminal(faults: Faults) -> None:
    row = faults.rows["c38-escape.txt"]
    assert row["content"] == TAKEN["c38-escape.txt"][0]
    assert "U+001B" in row["detail"]
    for command in (["query", "select * from raw.documents"], ["status"], ["quarantine", "list"], ["review"]):
        shown = sitrep(faults.settings, *command)
        assert not [sign for sign in shown.stdout if not sign.isprintable() and sign != "\n"], command


def test_39_turned_text_is_flagged_and_never_read_as_another_number(faults: Faults) -> None:
    assert faults.rows["c39-bidi.txt"]["detail"] == "holds characters that cannot be seen: U+202E"
    assert ("\u202e03", "suspicious-number") in faults.query(
        "select figure_text, reason from fct_figures where reason = 'suspicious-number'"
    )
    assert launched("Russia launched \u202e03 drones overnight.") == []


@pytest.mark.parametrize(
    "written",
    [
        *(
            "3\u20600",
            "3\u200b0",
            "3\u00ad0",
            "3\ufe0f0",
            "3\ufe0f",
            "3\ufe0f\u20e3",
            "3\u03010",
            "3\u20660\u2069",
            "3\u061c0",
        ),
        *("3О", "З0", "l0", "3\u043e"),  # Cyrillic letters, and an l
        *("٣٤", "３４", "३४", "𝟛𝟜", "①", "½", "3²", "Ⅳ", "1\u0660"),
    ],
)
def test_40_to_42_number_with_hidden_or_foreign_signs_is_rejected(written: str) -> None:
    assert launched(f"Russia launched {written} drones overnight.") == []
    ((text, reason),) = unread(f"Russia launched {written} drones overnight.")
    assert (text, reason) == (written, "model" if written == "l0" else "suspicious-number")


@pytest.mark.parametrize(
    "written", ["$3\u20600 million", "$٣٤ million", "٣٤ million dollars", "€３ million", "3\u200b0 million euros"]
)
def test_40_to_42_money_with_hidden_or_foreign_signs_is_rejected(written: str) -> None:
    assert as_output(read(f"{DAY}Norway will provide {written} to Ukraine."))["aid"] == []


def test_43_only_line_feed_and_carriage_return_end_a_line() -> None:
    for sign in ("\u0085", "\u2028", "\x0b", "\x0c", "\x1e"):
        document = split(f"Bridge closed{sign}in the north\n\nThe bridge was closed on Monday.")
        assert len([segment for story in document.stories for segment in story.segments]) == 2, repr(sign)


def test_44_line_ends_and_spaces_in_thousands_change_nothing() -> None:
    text = "Russia launched 1{}200 drones overnight.\nThe Air Force said so.\n"
    for blank in ("\u00a0", "\u202f", "\u2009", " ", ","):
        for end in ("\n", "\r\n", "\r"):
            assert launched(text.format(blank).replace("\n", end)) == [1200], (blank, end)


def test_45_flood_of_marks_is_set_aside_or_read_past(faults: Faults) -> None:
    assert faults.state("c45-marks.txt") == ("quarantined", "binary-like")
    few = f"{PLAIN * 40}{'a' + chr(0x301) * 900}\nRussia launched 30 drones overnight.\n"
    assert decode(few.encode()).text == few
    assert launched(few) == [30]


def test_36_name_that_is_no_text_becomes_printable_text(faults: Faults) -> None:
    (path,) = [path for path in faults.rows if "\\xff" in path]
    assert path == "a13-\\xff\\xfe.txt"
    told = sitrep(faults.settings, "query", "select path from raw.documents", "--json")
    assert path in {row["path"] for row in json.loads(told.stdout)}
