"""The words of the domain, as frozen data: no files, no clock."""
