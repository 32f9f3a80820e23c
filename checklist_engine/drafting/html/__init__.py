"""HTML report (報告書): a case or a meeting as one self-contained page without scripts or requests.

`report.case_report` and `report.meeting_report` take assessments with their plans (and, from
`usecases.find_corrections`, what they supersede) and return the text of a file:

    corrections = find_corrections(path, assessed, pack=pack)        # CaseDiff by submission file
    subject = Subject(assessment=…, plan=…, correction=corrections.by_file.get(submission.file))
    text = meeting_report(subjects, notified, meeting=assessed.meeting, engine=__version__)
    text = case_report(subject, meeting=assessed.meeting, engine=__version__)

`meeting` is None for a case, or a folder of cases, without a meeting. The pages lead to each other
and have to be written side by side, as `report.OVERVIEW` and `subject.file`; a page that is written
by itself is asked for with `is_alone=True`.
"""
