"""What people type about delivery."""
