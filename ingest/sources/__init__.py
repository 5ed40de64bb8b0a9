"""Finding and fetching documents at the government services that publish them."""
