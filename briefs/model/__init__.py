"""The typed, frozen content: what `validate` makes of the data that `load` read, and every later stage builds on."""
