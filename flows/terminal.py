"""Text on its way to a terminal: news is untrusted, and a terminal obeys control characters."""

from __future__ import annotations


def printable(text: str) -> str:
    r"""The text with control, format and direction characters written out.

    >>> printable("a\x1b[2Jb")
    'a\\x1b[2Jb'
    """
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode("ascii") for c in text)
