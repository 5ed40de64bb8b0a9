"""Optional judges of answers: opinions of a model, reported apart and never a gate."""
