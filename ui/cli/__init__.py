"""The command line: `beleidswijzer`."""
