"""The tests: one module beside each module of the program, golden cases in folders."""
