"""The rules, by tables of edges and by properties."""
