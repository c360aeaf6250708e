"""People: users, customers, addresses, staff, consent and the ways they sign in."""
