"""A folder of deliveries in which everything goes wrong at once, beside two digests that are well.

The names begin with the letter and the number of the case in docs/faults.md.
"""

from __future__ import annotations

import codecs
import os
import random
import socket
import zlib
from pathlib import Path

from tests.digests import CLEAN_NIGHT, RAID

PLAIN = "The bridge over the river was closed on Monday, and the mayor said that it would stay so for a week.\n"
GOOD = {"good/2031-03-04.txt": RAID, "good/2031-03-06.txt": CLEAN_NIGHT}
MAX_BYTES = 4 * 1024 * 1024
ODD_NAMES = (
    b"a13\n2031 ERROR nothing is well.txt",
    b"a13\x1b]0;owned\x07.txt",
    "a13\u202egnp.txt".encode(),
    b"a13-\xff\xfe.txt",
    b"-a13.txt",
    b"=a13+cmd.txt",
    b"a13'; drop table documents; --.txt",
    b'a13" {{ 7*7 }} {% raw %}.txt',
    b"a13$(touch owned)`touch owned`.txt",
    b"a13\\x1b.txt",
    b"a13" + b"x" * 248 + b".txt",
)
TWINS = ("a14-caf\u00e9.txt", "a14-cafe\u0301.txt", "a14-CAF\u00c9.txt")

# name -> (bytes, reason): what is set aside by what it holds.
REFUSED: dict[str, tuple[bytes, str]] = {
    "a04-nothing.txt": (b"", "empty"),
    "a04-blank.txt": (b" \r\n\t \n", "empty"),
    "b21-large.txt": (PLAIN.encode() * (MAX_BYTES // len(PLAIN) + 1), "too-large"),
    "b23-line.txt": (PLAIN.strip().encode() * 1000, "line-too-long"),
    "b24-items.txt": ((PLAIN + "\n").encode() * 12_000, "too-many-lines"),
    "b24-blank.txt": (b"\n" * 1_000_000 + PLAIN.encode(), "too-many-lines"),
    "b25-gzip.txt": (b"\x1f\x8b\x08" + zlib.compress(PLAIN.encode()), "not-text"),
    "b25-zip.txt": (b"PK\x03\x04" + PLAIN.encode(), "not-text"),
    "b25-xz.txt": (b"\xfd7zXZ\x00" + PLAIN.encode(), "not-text"),
    "b25-7z.txt": (b"7z\xbc\xaf\x27\x1c" + PLAIN.encode(), "not-text"),
    "b25-pdf.txt": (b"%PDF-1.7\n" + PLAIN.encode(), "not-text"),
    "b25-sqlite.txt": (b"SQLite format 3\x00" + PLAIN.encode(), "not-text"),
    "b25-parquet.txt": (b"PAR1" + PLAIN.encode(), "not-text"),
    "b25-bzip2.txt": (b"BZh91AY" + PLAIN.encode(), "not-text"),
    "b25-rtf.txt": (b"{\\rtf1 " + PLAIN.encode() + b"}", "not-text"),
    "b27-base64.txt": (random.Random(27).randbytes(3000).hex("\n", 40).encode(), "binary-like"),
    "b27-table.txt": (b"1;2;3;4;-;-;7;8\n" * 40, "binary-like"),
    "b28-page.txt": (
        b"<!DOCTYPE html>\n<html><body><p>" + PLAIN.encode() + b"&lt;5 drones</p></body></html>",
        "not-text",
    ),
    "b28-object.txt": (b'{"title": "Bridge closed", "body": "The bridge was closed"}', "not-text"),
    "b28-message.txt": (b"From: desk\nSubject: Bridge\nMIME-Version: 1.0\n\n" + PLAIN.encode(), "not-text"),
    "c32-utf16.txt": (PLAIN.encode("utf-16-le"), "nul"),
    "c33-cp1251.txt": (PLAIN.encode() + "Дрони".encode("cp1251"), "encoding"),
    "c33-latin1.txt": (PLAIN.encode() + "Café".encode("latin-1"), "encoding"),
    "c33-koi8u.txt": (PLAIN.encode() + "Дрони".encode("koi8-u"), "encoding"),
    "c34-cut.txt": (PLAIN.encode() + "—".encode()[:2], "encoding"),
    "c35-overlong.txt": (PLAIN.encode() + b"\xc0\xaf", "encoding"),
    "c35-surrogate.txt": (PLAIN.encode() + b"\xed\xa0\x80", "encoding"),
    "c35-beyond.txt": (PLAIN.encode() + b"\xf4\x90\x80\x80", "encoding"),
    "c37-nul.txt": (PLAIN.encode() + b"\0" + PLAIN.encode(), "nul"),
    "c45-marks.txt": (PLAIN.encode() + ("a" + "\u0301" * 4000).encode(), "binary-like"),
}
# name -> (bytes, encoding): what is taken, and how it was encoded.
TAKEN: dict[str, tuple[bytes, str]] = {
    "b28-letter.txt": (b"Subject: Bridge closed\n\n" + PLAIN.encode(), "utf-8"),
    "b29-nested.txt": (PLAIN.encode() * 400 + b"(" * 20_000 + b"\n" + b")" * 20_000, "utf-8"),
    "c30-mark.txt": (codecs.BOM_UTF8 + b"One. " + PLAIN.encode(), "utf-8 with mark"),
    "c31-utf16le.txt": (codecs.BOM_UTF16_LE + f"Two. {PLAIN}".encode("utf-16-le"), "utf-16-le with mark"),
    "c31-utf16be.txt": (codecs.BOM_UTF16_BE + f"Three. {PLAIN}".encode("utf-16-be"), "utf-16-be with mark"),
    "c31-utf32.txt": (codecs.BOM_UTF32_LE + f"Four. {PLAIN}".encode("utf-32-le"), "utf-32-le with mark"),
    "c30-middle.txt": (f"Five. {PLAIN}\ufeff{PLAIN}".encode(), "utf-8"),
    "c38-escape.txt": (f"Six. {PLAIN}\x1b[2J\x1b]0;owned\x07\x1b]52;c;AAAA\x07 {PLAIN}".encode(), "utf-8"),
    "c39-bidi.txt": (
        f"Seven. {PLAIN}Russia launched \u202e03 drones overnight, the Air Force said.\n".encode(),
        "utf-8",
    ),
    "f79-yaml/2031-03-08.txt": (f"Eight. {PLAIN}".encode(), "utf-8"),
}
BOMB = (
    "a: &a [x,x]\nb: &b [*a,*a,*a]\nc: &c [*b,*b,*b]\nd: &d [*c,*c,*c]\npublisher: &e [*d,*d,*d]\nlicence: 2031-02-30\n"
)


def deliver(raw: Path) -> None:
    """Fill an empty raw/."""
    raw.mkdir(parents=True)
    for name, text in GOOD.items():
        _put(raw, name, text.encode())
    for name, (content, _) in {**REFUSED, **TAKEN}.items():
        _put(raw, name, content)
    for number, name in enumerate(ODD_NAMES):
        _put_odd(raw, name, f"Odd name {number}. {PLAIN}".encode())
    for number, twin in enumerate(TWINS):
        _put(raw, twin, f"Twin {number}. {PLAIN}".encode())
    _put(raw, "f79-yaml/source.yml", BOMB.encode())
    _put(raw, "a03-whole.txt", f"Whole. {PLAIN}".encode())
    _put(raw, "a03-whole.txt.sha256", b"0" * 64)
    for name in ("a02-copy.txt.part", "a02-copy.tmp", "a02-copy.txt~", "a02-copy.txt.swp", ".a02-hidden.txt"):
        _put(raw, name, PLAIN.encode())
    _put(raw, "a09-first.txt", f"Linked. {PLAIN}".encode())
    os.link(raw / "a09-first.txt", raw / "a09-second.txt")
    _links(raw)
    os.mkfifo(raw / "a10-pipe.txt")
    with socket.socket(socket.AF_UNIX) as made:
        here = os.open(raw, os.O_RDONLY)
        made.bind(
            f"/proc/self/fd/{here}/a10-socket.txt" if Path("/proc/self/fd").exists() else str(raw / "a10-socket.txt")
        )
        os.close(here)
    (raw / "a11-2031-01-01.txt").mkdir()
    with (raw / "b22-sparse.txt").open("wb") as handle:
        handle.truncate(1 << 40)
    os.utime(raw / "good" / "2031-03-04.txt", (0, 0))
    os.utime(raw / "good" / "2031-03-06.txt", (4_070_908_800, 4_070_908_800))  # the year 2099


def _links(raw: Path) -> None:
    outside = raw.parent / "outside"
    _put(outside, "secret.txt", f"Secret. {PLAIN}".encode())
    (raw / "a07-out.txt").symlink_to(outside / "secret.txt")
    (raw / "a07-up.txt").symlink_to("../outside/secret.txt")
    (raw / "a07-loop.txt").symlink_to("a07-loop.txt")
    (raw / "a07-nowhere.txt").symlink_to("missing.txt")
    (raw / "z07-inside.txt").symlink_to("good/2031-03-04.txt")
    (raw / "a08-folder").symlink_to(outside)
    (raw / "a08-self").symlink_to(".")


def _put(folder: Path, name: str, content: bytes) -> None:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)


def _put_odd(raw: Path, name: bytes, content: bytes) -> None:
    handle = os.open(os.fsencode(raw) + b"/" + name, os.O_CREAT | os.O_WRONLY, 0o644)
    with os.fdopen(handle, "wb") as file:
        file.write(content)
