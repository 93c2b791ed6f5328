"""The pages of the money of a plan, by noun."""
