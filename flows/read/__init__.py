"""Text in, facts out: the reader. It imports spaCy, PyYAML and the standard library, and nothing of the warehouse."""

# Raised whenever a text is read differently than before (tests/read/test_version.py forces it): the record then
# gets readings of the new version beside the old ones.
READER_VERSION = 4

# The spaCy pipeline that parses sentences; SITREP_SPACY_MODEL names another. Its origin: docs/dependencies.md.
MODEL = "en_core_web_sm"
