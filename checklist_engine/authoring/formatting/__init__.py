"""`checklist fmt`: one style for every file of the project, with nothing of its meaning changed."""
