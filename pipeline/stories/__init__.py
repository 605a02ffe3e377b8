"""One story, once: how versions of an article differ, and which articles carry the same report."""
