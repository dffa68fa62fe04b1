"""Scripts of `make vocabulary`: they make the generated CSV files again and put the hand-kept ones in order."""
