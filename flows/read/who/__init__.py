"""Who is meant: actors in a sentence, names through a story, and who says what."""
