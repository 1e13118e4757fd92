"""What translators and their tools do with a project: see, scaffold, accept, send out, take in, check."""
