"""One spider a way of discovery."""
