"""The help centre: questions and answers that the department keeps itself."""
