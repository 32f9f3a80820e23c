"""Conclusion: findings → conditions, questions, remarks, decision and sentence, with their origins."""
