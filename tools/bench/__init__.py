"""`make bench`: this build beside three other ways to make the same PDFs, and how it grows with a project."""
