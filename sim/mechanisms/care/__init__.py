"""Weekly care: demand meets capacity; one rule a file."""
