"""Messages to people: templates, consent and quiet hours, the in-site inbox, SMS and mail, and a log of every delivery."""
