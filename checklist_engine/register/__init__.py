"""The archive (蓄積): cases as they were assessed, with their packs, in one SQLite file that only grows.

Reading, for replay and whoever else wants past cases; nothing is typed before it is asked for:

    from checklist_engine.register.archive import open_archive

    with open_archive(Path("蓄積.db")) as archive:
        for case in archive.newest_cases():      # or .cases(): every revision
            case.name, case.record.decision      # what the record itself says: ten thousand a second
            assess(case.plan, case.agendum, case.record.as_of, case.rulings)
            submission_of(case.content, case.name, pack)     # the same answers, typed by another pack
            case.assessment                      # the JSON contract, as it was
        for meeting in archive.meetings():
            meeting.record.cases                 # numbers of entries, in the order of the agenda
            meeting.words                        # what meeting.yaml says, the adopted words with it

`reassessing.reassess` and `refer` do what `verify` does: cases by their own packs, and the references among
those of a meeting. Adding: `store.writing(path)` gives a Store whose `add` takes a record and its blobs;
all that is added inside one `with` is there afterwards, or none of it. `damage.find_damage(store)` looks at every
byte that is data. docs/decisions/0011 says what the file holds, and what is hard to undo.
"""
