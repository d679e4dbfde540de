-- What the silos of a cluster read, and what they have agreed to write, on PostgreSQL 15 or later, version 1.
-- The program applies this by itself at its first start. By hand, into the schema of your choice:
--   PGOPTIONS='-c search_path=orleanssync' psql --single-transaction -v ON_ERROR_STOP=1 -f 0001_formats.sql
-- Idempotent.

create table if not exists schema_version (
  component  text        not null,
  version    integer     not null,
  applied_at timestamptz not null default now(),
  primary key (component, version)
);

-- One row for each format that a living silo reads. Said again every few seconds.
create table if not exists format_read (
  cluster text        not null,
  process text        not null, -- address:port@generation, as in the membership table
  name    text        not null,
  version integer     not null,
  said_at timestamptz not null default now(),
  primary key (cluster, process, name)
);

-- What may be written. It never goes back: records of it may be in the journal.
create table if not exists format_agreed (
  name      text        primary key,
  version   integer     not null,
  agreed_at timestamptz not null default now()
);

insert into schema_version (component, version) values ('cluster', 1) on conflict do nothing;
