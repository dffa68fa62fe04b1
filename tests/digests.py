"""Digests for the tests, in our own words about invented days."""

from __future__ import annotations

RAID = """ date 2031-03-04 Air Force reports night of drones

The Ukrainian Air Force said on Tuesday that Russia launched 30 attack drones overnight and that 24\
 of them were shot down.

Two people were killed and five were injured in Kharkiv, the regional governor said.

Norway promises money for heating

Norway will provide $40 million in humanitarian aid to Ukraine, the Norwegian government announced on Tuesday.

Foreign ministers meet in Vienna

Ukrainian Foreign Minister Andrii Sybiha met his Austrian counterpart in Vienna on Tuesday.
"""

# More destroyed than launched: a slip of the pen that no reader should be asked to believe.
IMPOSSIBLE = """ date 2031-03-05 Air Force reports second night of drones

The Ukrainian Air Force said on Wednesday that 50 of 40 attack drones launched by Russia overnight were shot down.

Sweden pays for generators

Sweden will provide $15 million in humanitarian aid to Ukraine, the Swedish government announced on Wednesday.
"""

CLEAN_NIGHT = """ date 2031-03-06 Air Force reports quiet night

The Ukrainian Air Force said on Thursday that Russia launched 12 attack drones overnight and that 11\
 of them were shot down.
"""

NOTHING = """ date 2031-03-07 Library reopens in the old town

The library in the old town opens its doors again after a year of work on the roof.
"""
