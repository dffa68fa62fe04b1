"""Sitrep: news digests about the Russia-Ukraine war, read into a warehouse whose figures lead back to their words."""
