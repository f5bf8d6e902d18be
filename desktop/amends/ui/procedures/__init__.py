"""The page of the procedures: read, compare, try out, change and adopt them."""
