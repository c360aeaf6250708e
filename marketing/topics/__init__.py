"""Topic pages of campaigns: built by designers, live in the campaign's window, kind before and after it (duty D7)."""
