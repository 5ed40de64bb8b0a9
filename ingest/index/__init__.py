"""The published index: an immutable folder, built aside, verified, switched to by one pointer."""
