"""Where proposals become revisions: the store and the files, kept in step.

Law: the intent is stored before a file is touched, and what a crash leaves is put right by whoever comes next;
so an accepted edit is in the file and in the history, or in neither. `bot.desk.desk.Desk` is the door; what it
needs (the database, the event loop) is imported when it is first asked for something.
"""
