"""How fast, and with how much memory; alone on the machine."""
