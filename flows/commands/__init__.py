"""The commands of `sitrep` as thin calls into plain functions; flows/cli.py puts them together."""
