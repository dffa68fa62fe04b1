"""The page of a release: one self-contained file whose figures open the words they were read from."""
