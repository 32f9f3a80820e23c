"""The questionnaire (質問票): what is asked of a case, as plain data."""
