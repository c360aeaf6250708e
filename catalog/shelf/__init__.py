"""What keeps the shelf alive: goods leave it by rule or by proposal, others stand in for them, pages are tuned each week."""
