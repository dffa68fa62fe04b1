"""From tagged sentences to aid: what is aid, who gives, for what, and how far along it is."""
