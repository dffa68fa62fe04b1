"""Cyrillic names in the Latin spellings that English news uses."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

COMMON = dict(zip("абвджзклмнопрстуфцчшщ", "a b v d zh z k l m n o p r s t u f ts ch sh shch".split(), strict=True))
UKRAINIAN = COMMON | {
    "г": "h",
    "ґ": "g",
    "е": "e",
    "є": "ie",
    "и": "y",
    "і": "i",
    "ї": "i",
    "й": "i",
    "х": "kh",
    "ь": "",
}
UKRAINIAN |= {"ю": "iu", "я": "ia", "'": "", "’": ""}
UKRAINIAN_START = {"є": "ye", "ї": "yi", "й": "y", "ю": "yu", "я": "ya"}
RUSSIAN = COMMON | {"г": "g", "е": "e", "ё": "yo", "и": "i", "й": "y", "х": "kh", "ъ": "", "ы": "y", "ь": "", "э": "e"}
RUSSIAN |= {"ю": "yu", "я": "ya", "'": "", "’": ""}
VOWELS = "аеёиоуыэюяєії"
ONLY_UKRAINIAN, ONLY_RUSSIAN = "ґєії’'", "ёъыэ"


def spellings(names: Iterable[str], with_ukrainian: bool) -> list[str]:
    """The Latin spellings of a place's Cyrillic names.

    Letters tell the language; a name without telling letters is taken for the language that no other name claims.
    """
    lower = [unicodedata.normalize("NFC", name.replace("\u0301", "")).lower() for name in names]
    of_ukrainian = [name for name in lower if set(name) & set(ONLY_UKRAINIAN)]
    of_russian = [name for name in lower if set(name) & set(ONLY_RUSSIAN)]
    open_names = [name for name in lower if name not in of_ukrainian and name not in of_russian]
    found: list[str] = []
    if with_ukrainian:
        for name in of_ukrainian or open_names:
            found += ukrainian(name)
    for name in of_russian or open_names:
        found += russian(name)
    return list(dict.fromkeys(title(form) for form in found))


def ukrainian(name: str) -> list[str]:
    """The official spelling of 2010, then the older one with y before vowels, for a name in small letters."""
    official = "".join(
        UKRAINIAN_START.get(letter, UKRAINIAN.get(letter, letter))
        if starts(name, at)
        else UKRAINIAN.get(letter, letter)
        for at, letter in enumerate(name)
    )
    older = re.sub(r"(?<=[bcdfghklmnprstvz])i(?=[aue])", "y", official)
    return [official, older, older.replace("yi", "i")]


def russian(name: str) -> list[str]:
    """With ye after vowels, with e, and with the ending of adjectives shortened, for a name in small letters."""
    plain = "".join(RUSSIAN.get(letter, letter) for letter in name)
    after_vowel = "".join(
        "ye" if letter == "е" and (starts(name, at) or name[at - 1] in VOWELS + "ьъ") else RUSSIAN.get(letter, letter)
        for at, letter in enumerate(name)
    )
    return [after_vowel, plain, re.sub(r"(iy|yy)\b", "y", after_vowel)]


def starts(name: str, at: int) -> bool:
    """Whether the letter at this place opens a word."""
    return at == 0 or name[at - 1] in " -"


def title(name: str) -> str:
    """Capitals as in a name: every word but the short ones inside it."""
    words = re.split(r"([ -])", name)
    return "".join(
        word if word in ("na", "nad") and at else word[:1].upper() + word[1:] for at, word in enumerate(words)
    )


def fold(name: str) -> str:
    """A name's skeleton, the same for all usual spellings: without accents and apostrophes, i for y and yi and j."""
    plain = unicodedata.normalize("NFD", name.lower())
    plain = "".join(letter for letter in plain if letter.isalpha() and letter.isascii())
    return re.sub(r"[iyj]+", "i", plain.replace("w", "v").replace("zhzh", "zh"))
