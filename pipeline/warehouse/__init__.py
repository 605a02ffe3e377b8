"""The relational warehouse: its tables, its only writers and its views."""
