"""The payloads of payloads.yml, and digests that hold them in headlines, quotes, file names and source files."""

from __future__ import annotations

from pathlib import Path

import yaml

PAYLOADS: dict[str, list[str]] = yaml.safe_load(Path(__file__).with_name("payloads.yml").read_text(encoding="utf-8"))
ALL = [text for texts in PAYLOADS.values() for text in texts]
A_DAY = 10  # payloads in one digest
FIRST = 11  # drones of the first payload; each has one more than the one before


def hostile_digests(raw: Path) -> None:
    """Fill raw/ with digests of ten payloads each; the last of each day tells of more destroyed than launched."""
    source = raw / "h'<b>{{ 7*7 }}"
    source.mkdir(parents=True)
    (source / "source.yml").write_text(
        yaml.safe_dump({"publisher": "<script>window.owned=1</script>", "licence": "=1+1", "language": "{{ 7*7 }}"}),
        encoding="utf-8",
    )
    for first in range(0, len(ALL), A_DAY):
        day = first // A_DAY + 1
        stories = [_story(number, payload) for number, payload in enumerate(ALL[first : first + A_DAY], first)]
        text = f" date 2031-03-{day:02} Night {day} in the north\n\nThe night was long.\n\n" + "\n".join(stories)
        (source / f"=2031-03-{day:02}.txt").write_text(text, encoding="utf-8")


def _story(number: int, payload: str) -> str:
    launched = FIRST + number
    destroyed = launched + 5 if number % A_DAY == A_DAY - 1 else launched - 1
    return (
        f"Officials speak of raid {number} {payload} and of its end\n\n"
        f"Russia launched {launched} attack drones overnight and {destroyed} of them were shot down, {payload} the "
        f"Air Force said.\n"
    )
