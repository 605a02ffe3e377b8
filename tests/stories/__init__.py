"""One story, once."""
