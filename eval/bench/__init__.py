"""Speed, memory, size and scale of the system, and other retrievers beside it."""
