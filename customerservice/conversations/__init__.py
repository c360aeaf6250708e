"""What the department declares about the desk: conversations, questions and scripts."""
