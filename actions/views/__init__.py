"""The pages on which actions are changed, by noun. Those that show a plan stand in reports."""
