"""Question sets, metrics and runs: is the assistant right?"""
