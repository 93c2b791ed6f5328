"""What pages and packs show of the money of a plan, without queries."""
