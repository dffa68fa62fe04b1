"""Bytes become text, or a reason."""

from __future__ import annotations

import codecs
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.decode import MAX_LINE_CHARACTERS, decode

ENGLISH = "The bridge was closed on Monday and the mayor said that it would stay so for a week. "
UKRAINIAN = "Міст закрили в понеділок, і мер сказав, що він залишиться закритим на тиждень через ремонт. " * 5


@pytest.mark.parametrize(
    ("content", "encoding"),
    [
        (ENGLISH.encode(), "utf-8"),
        (codecs.BOM_UTF8 + ENGLISH.encode(), "utf-8 with mark"),
        (codecs.BOM_UTF16_LE + ENGLISH.encode("utf-16-le"), "utf-16-le with mark"),
        (codecs.BOM_UTF16_BE + ENGLISH.encode("utf-16-be"), "utf-16-be with mark"),
        (codecs.BOM_UTF32_LE + ENGLISH.encode("utf-32-le"), "utf-32-le with mark"),
    ],
)
def test_a_text_is_decoded_by_its_mark_or_as_utf8(content: bytes, encoding: str) -> None:
    decoded = decode(content)
    assert (decoded.text, decoded.encoding, decoded.reason) == (ENGLISH, encoding, None)


@pytest.mark.parametrize(
    ("content", "reason", "detail"),
    [
        (b"", "empty", "no words"),
        (b" \r\n\t", "empty", "no words"),
        (codecs.BOM_UTF8 + b"  ", "empty", "no words"),
        ("Café and a bridge".encode("latin-1"), "encoding", "at byte 3"),
        ("Дрон".encode("cp1251"), "encoding", "at byte 0"),
        (ENGLISH.encode() + b"\xe2\x80", "encoding", f"at byte {len(ENGLISH)}"),
        (ENGLISH.encode("utf-16-le"), "nul", "UTF-16"),
        (b"\x1f\x8b" + zlib.compress(b"x"), "not-text", "gzip"),
        (b"%PDF-1.7 bridge", "not-text", "pdf"),
        (b"PK\x03\x04" + b"a" * 20, "not-text", "docx"),
        (ENGLISH.encode() * (MAX_LINE_CHARACTERS // len(ENGLISH) + 1), "line-too-long", "line"),
        (b"1;2;3;4;5;-;-;7\n" * 30, "binary-like", "letters"),
        (UKRAINIAN.encode(), "language", "English"),
    ],
)
def test_what_is_no_english_text_is_refused_with_its_reason(content: bytes, reason: str, detail: str) -> None:
    decoded = decode(content)
    assert decoded.text is None
    assert decoded.reason == reason
    assert detail in (decoded.detail or "")


def test_a_short_headline_is_not_judged_by_its_language() -> None:
    assert decode(b"Kremlin: Putin, Kim meet").reason is None


@given(st.binary(max_size=400))
def test_any_bytes_end_as_text_or_reason(content: bytes) -> None:
    decoded = decode(content)
    assert (decoded.text is None) == (decoded.reason is not None)
