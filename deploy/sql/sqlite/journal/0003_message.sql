-- OrleansSync journal on SQLite, version 3: identities by message id first.
-- The program applies this by itself. By hand: sqlite3 journal.db '.read 0003_message.sql'. Idempotent.

-- Most sources number their messages: what comes together then stands together, and a commit changes few pages of this index instead of one a record.
-- The entity comes next, because sources may number the messages of each entity by themselves.
create index if not exists journal_message on journal (message_id, entity, source);

drop index if exists journal_identity;

insert or ignore into schema_version (component, version) values ('journal', 3);
