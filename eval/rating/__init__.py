"""Scoring by people: what raters say of answers, how far they agree, and gold made of it."""
