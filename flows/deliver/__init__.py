"""What leaves a release: queries, status, review."""
