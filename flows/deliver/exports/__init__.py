"""Exports: a release, or what is new in it, as files for people who have no database; one module per format."""
