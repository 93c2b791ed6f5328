"""What people type about the money of a plan."""
