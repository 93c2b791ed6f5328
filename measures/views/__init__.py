"""The pages of measures: the list and one measure, and those on which they are changed and counted."""
