"""Paper: plain content in, PDF out. Knows fonts, pages and tags, but no case and no window."""
