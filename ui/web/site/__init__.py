"""The plain pages around the question page: documents, help, and what this is."""
