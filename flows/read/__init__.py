"""Text in, facts out: the reader. It imports spaCy, PyYAML and the standard library, and nothing of the warehouse."""
