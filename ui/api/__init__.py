"""The doors for programs: JSON over HTTP, and the Model Context Protocol."""
