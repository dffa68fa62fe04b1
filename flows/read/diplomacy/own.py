"""Whether somebody named in what is said is the one who says it, or his own side."""

from __future__ import annotations

from flows.read.who.mentions import Mention

HOME = "UA"  # whose bodies and officials these texts name without their country
OWN_PRONOUNS = ("we", "i", "he", "she", "it", "they")


def is_own(name: Mention, speakers: tuple[Mention, ...], *, with_body: bool = True) -> bool:
    """True where an actor is the speaker, or the country or body that he speaks for."""
    if name.kind == "pronoun":
        is_body = bool(speakers) and all(speaker.kind in ("body", "country") for speaker in speakers)
        return name.name.lower() in OWN_PRONOUNS and not (is_body and name.name.lower() in ("he", "she"))
    if speakers and all(speaker.kind == "office" and speaker.name.islower() for speaker in speakers):
        return name.kind in ("country", "body") and name.country != HOME  # "..., official says": of the body named
    for speaker in speakers:
        if (
            with_body
            and name.kind == "body"
            and name.tag is not None
            and _is_body_of(speaker, str(name.tag.value["name"]))
        ):
            return True
        if name.country is not None and name.country == (speaker.country or HOME):
            return True
        if name.name in speaker.name or speaker.name in name.name:
            return True
    return False


def _is_body_of(speaker: Mention, body: str) -> bool:
    """True for the body that a person speaks for; those of one union count as one ("European ...")."""
    return any(own.split()[0] == body.split()[0] for own in speaker.bodies)
