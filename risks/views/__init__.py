"""The pages of risks: the register and one risk, and those on which they are changed."""
