"""A text cut into stories, segments and sentences."""
