"""Whatever is typed is kept within a second, and offered back."""
