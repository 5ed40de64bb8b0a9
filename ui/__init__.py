"""The faces: command line and web front end."""
