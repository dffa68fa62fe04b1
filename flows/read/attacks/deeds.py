"""Deeds of war: whether a side that a sentence names attacks, defends, speaks or suffers in it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from flows.read.tag.items import has, is_plural, role_words
from flows.read.tag.tape import Item

REACH = 4  # items between a country's name and the weapon, force or strike that it is said of
DEEDS = ("strike", "shell", "bomb", "launched", "launching", "conduct", "explode")
BY = ("by",)
DEFENDERS = ("air_force", "air_defence", "air_defense", "air_command")  # in the name of a body
NEAR = 12  # characters
OWN = ("its", "it", "their", "they", "his", "he", "our", "we")
PASSIVE = ("was", "were", "been", "being", "is", "are")
WEAPONS = ("weapon", "arms", "ratio")
OWN_ACTS = ("launched", "launching", "conduct")  # what a government is said to do under the name of its seat


def acts(items: Sequence[Item], place: int) -> bool:
    """True where a country's weapon, force or deed of war follows its name, and no word of defence."""
    own = {tag.kind for tag in items[place].tags}
    if own & set(WEAPONS):
        return True
    if "defence" in own or defends(items, place) or speaks(items, place) or _names_an_office(items, place):
        return False
    before = [item.word for item in items[max(place - 2, 0) : place] if item.word != "the"]
    if before and before[-1] == "by":
        return not _is_downed_by(items, place)
    if _is_object(items, place):
        return False
    if "number" in own or _suffers(items, place):
        return False  # who is counted, or killed, is a victim
    if before and before[-1] in role_words("speech"):  # "says a Ukrainian official", but "says Ukraine shelled"
        deed = next((item for item in items[place + 1 :] if not has(item, "aux") or has(item, *DEEDS)), None)
        return deed is not None and has(deed, *DEEDS) and not is_plural(deed)
    return bool(own & {"military", "force"}) or _does(items, place)


def _is_downed_by(items: Sequence[Item], place: int) -> bool:
    """True for "shot down by the Ukrainian army", which defended."""
    return any(has(item, "down") for item in items[max(place - 4, 0) : place])


def _names_an_office(items: Sequence[Item], place: int) -> bool:
    """True for "the Ukrainian military administration", which is no army."""
    return any(item.word in role_words("office noun") for item in items[place + 1 : place + 3])


def is_blamed(items: Sequence[Item], place: int) -> bool:
    """True for the country behind "blamed" and "accused", or, of "accused by", the one before it."""
    before = [item.word for item in items[max(place - 3, 0) : place]]
    if any(word in role_words("blame") for word in before):
        return before[-1] not in BY and before[-2:-1] != ["by"]
    following = [item.word for item in items[place + 1 : place + 4]]
    return any(word in role_words("blame") and later in BY for word, later in pairwise(following))


def _does(items: Sequence[Item], place: int) -> bool:
    """True where the next thing said of a name is a weapon, a force or a deed of war."""
    if _has_what_is_struck(items, place):
        return False
    if has(items[place], "place"):  # "Kyiv explosions": the city, not those who rule there
        return any(has(item, *OWN_ACTS) for item in items[place + 1 : place + 3])
    for step in range(place + 1, min(place + 1 + REACH, len(items))):
        item = items[step]
        kinds = {tag.kind for tag in item.tags}
        if "country" in kinds and not kinds & set(WEAPONS):
            return False  # "shops in Ukraine shut after Russian raids"
        if kinds & {"defence", "down"} or (item.word in role_words("speech") and not _says_its(items, item)):
            return False
        if kinds & {*WEAPONS, *DEEDS, "force", "war"} or _kills(items, step):
            return True
        if item.word in (",", ";", ":"):
            return False
    return False


def _has_what_is_struck(items: Sequence[Item], place: int) -> bool:
    """True for "explosions at a Russian air base": a thing of a country that is struck, where nothing starts."""
    before = [item.word for item in items[max(place - 2, 0) : place]]
    owned = [item.word.rpartition("_")[2] for item in items[place + 1 : place + 3]]
    return "from" not in before and any(word in role_words("struck") for word in owned)


def _is_object(items: Sequence[Item], place: int) -> bool:
    """True behind a verb of attack: "targeted Ukrainian troops"."""
    before = [item for item in items[max(place - 3, 0) : place] if item.word not in ("the", "a", "an", "near")]
    return bool(before) and has(before[-1], "strike", "shell", "bomb", "killing") and not is_plural(before[-1])


def _suffers(items: Sequence[Item], place: int) -> bool:
    """True where a passive of harm follows a name ("Ukrainian soldiers were killed")."""
    following = items[place + 1 : place + 1 + REACH]
    return any(
        has(item, "killed", "injured", "die") and has(before, "aux") for before, item in pairwise(following)
    ) or bool(following and has(following[0], "killed", "injured", "die") and not _kills(items, place + 1))


def _kills(items: Sequence[Item], step: int) -> bool:
    """True for "killed" with an object and without auxiliary: who stands before it did it."""
    kinds = {tag.kind for tag in items[step].tags}
    if not kinds & {"killed", "injured"} or step + 1 >= len(items):
        return bool(kinds & {"killing", "injuring"})
    is_passive = any(tag.kind == "aux" for tag in items[step - 1].tags) and items[step - 1].word in PASSIVE
    return not is_passive and any(tag.kind in ("number", "someone") for tag in items[step + 1].tags)


def _says_its(items: Sequence[Item], speech: Item) -> bool:
    """True for "says its strikes", "said it hit": the speaker's own deed."""
    return any(item.word in OWN for item in items if 0 < item.start - speech.start < NEAR)


def speaks(items: Sequence[Item], place: int) -> bool:
    """True where a verb of speech is the next one after a name."""
    for item in items[place + 1 : place + 1 + REACH]:
        if item.word.partition("_")[0] in role_words("speech"):  # "warns of" too
            return not _says_its(items, item)
        if any(tag.kind in DEEDS for tag in item.tags) or item.word in (",", ":"):
            return False
    before = [item.word for item in items[max(place - 3, 0) : place]]
    return before[-2:] == ["according", "to"] or before == ["according", "to", "the"]


def defends(items: Sequence[Item], place: int) -> bool:
    """True where a country or force is the one that shoots down ("Ukrainian forces destroyed six drones")."""
    if any(name in items[place].word for name in DEFENDERS):
        return True
    for step in range(place + 1, min(place + 8, len(items))):
        kinds = {tag.kind for tag in items[step].tags}
        if kinds & {"down", "defence"}:
            return True
        if "destroy" in kinds:
            return any(tag.kind in ("arms", "ratio") for item in items[step + 1 : step + 4] for tag in item.tags)
        if kinds & {*DEEDS, *WEAPONS} or items[step].word in (",", ";"):
            return False
    return False
