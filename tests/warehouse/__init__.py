"""The warehouse's promises, on both databases."""
