"""What people type about actions, by noun."""
