"""Reviews of verified buyers: written once per line, looked at where the law wants it, never hidden for being bad."""
