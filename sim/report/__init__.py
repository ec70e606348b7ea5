"""What people see of a run: sentences, tables, figures and one page to take home."""
