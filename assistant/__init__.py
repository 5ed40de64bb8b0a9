"""Question -> Answer, in pure Python: knows no screen."""
