"""What pages and packs show of delivery, without queries."""
