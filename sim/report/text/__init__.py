"""What is said of results: numbers in words, sentences and tables of text."""
