"""The documentation on paper: a tagged PDF that can be kept for good and read aloud."""
