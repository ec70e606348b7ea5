"""How leaders and organisations come to meet, believe, differ, commit and join; one rule a file."""
