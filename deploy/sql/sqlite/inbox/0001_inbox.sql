-- OrleansSync inbox on SQLite, version 1: what adapters published, as it came.
-- The program applies this by itself, after the journal's own scripts. By hand: sqlite3 journal.db '.read 0001_inbox.sql'. Idempotent.

-- The end of each queue.
create table if not exists inbox_queue (
  queue integer primary key,
  last  integer not null
) strict;

-- How far each queue was handed out. Never goes back.
create table if not exists inbox_checkpoint (
  queue integer primary key,
  off   integer not null
) strict;

-- One row is one message. What came stays as it came; what became of it is written beside it.
create table if not exists inbox (
  number      integer primary key,
  off         integer not null, -- place in the queue
  received_at integer not null,
  decided_at  integer,
  queue       integer not null,
  revision    integer not null default 0,
  length      integer not null, -- bytes of the body
  state       integer not null default 0, -- 0 pending, 1 done, 2 dead, 3 waiting, 4 discarded
  stream      text    not null,
  message_id  text    not null,
  media_type  text    not null,
  message_key text,
  headers     text    not null, -- JSON
  code        text, -- why it is dead or waits
  message     text,
  cure        text,
  keys        text    not null default '[]', -- JSON: later messages of these wait for it
  summary     text    not null default '{}', -- JSON: verdicts and their numbers
  receipts    text, -- JSON
  fingerprint blob    not null, -- SHA-256 of media type, key and body
  body        blob    not null
) strict;

-- The order in which messages are taken.
create unique index if not exists inbox_log on inbox (queue, off);

-- A message is there once.
create unique index if not exists inbox_identity on inbox (stream, message_id);

-- What is still to be taken, and what holds others up.
create index if not exists inbox_pending on inbox (stream, off) where state = 0;
create index if not exists inbox_held on inbox (stream, off) where state in (2, 3);

-- Lists.
create index if not exists inbox_stream on inbox (stream, number);
create index if not exists inbox_state on inbox (state, number) where state <> 1;

-- What people did about a message. Rows are only added.
create table if not exists inbox_act (
  number integer not null,
  at     integer not null,
  id     text    not null,
  action text    not null,
  actor  text    not null,
  reason text    not null,
  primary key (number, id)
) strict, without rowid;

insert or ignore into schema_version (component, version) values ('inbox', 1);
