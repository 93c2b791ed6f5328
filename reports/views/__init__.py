"""The pages that show a plan, by noun. Those on which actions are changed one at a time stand in actions."""
