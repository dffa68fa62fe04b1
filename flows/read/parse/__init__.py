"""The grammar of the sentences that are worth it: spaCy's parse, read as clauses."""
