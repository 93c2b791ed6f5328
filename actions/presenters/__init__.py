"""What the pages about actions show, worked out from what they are given. They ask the database nothing."""
