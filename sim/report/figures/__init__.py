"""What is drawn of results, with matplotlib."""
