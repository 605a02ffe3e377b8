"""What Borderwire promises, as tests; each folder mirrors one of the code."""
