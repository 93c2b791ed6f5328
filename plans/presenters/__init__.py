"""What pages show of a plan: values in, values out, no queries."""
