"""The metrics: pure functions of a question and what came back.

Each gives the figure of one question, or None where it does not apply to that question (and is
then left out of the mean, not counted as 0).
"""
