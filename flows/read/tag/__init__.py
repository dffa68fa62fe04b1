"""Words and values as typed spans, phrases made of them, and the language in which patterns over them are written."""
