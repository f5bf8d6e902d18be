"""What somebody does until the app is killed, with marked words wherever they type."""
