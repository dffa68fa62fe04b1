"""From parsed sentences to diplomatic events: verb and noun rows in their frames, between whom, where and when."""
