"""The what-if page: a small server on this computer, and the page that it serves."""
