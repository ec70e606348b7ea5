"""What if: a question with two futures, asked by a page or a file, and its answer."""
