"""Dutch official publications over HTTP: from an id or an address to its bytes and facts."""
