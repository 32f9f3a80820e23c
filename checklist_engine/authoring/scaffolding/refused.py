"""What `checklist new` cannot do, said to the person who asked for it."""


class Refused(Exception):
    """The arguments ask for something that cannot be; `str()` is Japanese and names a way out."""
