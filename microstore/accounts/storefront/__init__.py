"""Pages where customers sign in and keep what is theirs."""
