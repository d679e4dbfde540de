-- What Orleans 10.4 keeps on PostgreSQL 15 or later (clustering, grain storage, reminders), version 1.
-- The program applies this by itself at its first start. By hand, into the schema of your choice:
--   PGOPTIONS='-c search_path=orleanssync' psql --single-transaction -v ON_ERROR_STOP=1 -f 0001_orleans.sql
-- Idempotent. Orleans' queries are unqualified, so its connection string names the schema as its search path.
-- What Orleans relies on are the keys of the queries, their parameters and the names of the columns that they return.
-- Each change is one atomic statement.

create table if not exists schema_version (
  component  text        not null,
  version    integer     not null,
  applied_at timestamptz not null default now(),
  primary key (component, version)
);

create table if not exists OrleansQuery (
  QueryKey  varchar(64) primary key,
  QueryText text        not null
);

-- Clustering -------------------------------------------------------------------------------------------------------------------------

create table if not exists OrleansMembershipVersionTable (
  DeploymentId varchar(150)   primary key,
  Timestamp    timestamptz(3) not null default now(),
  Version      integer        not null default 0
);

create table if not exists OrleansMembershipTable (
  DeploymentId varchar(150)   not null references OrleansMembershipVersionTable (DeploymentId),
  Address      varchar(45)    not null,
  Port         integer        not null,
  Generation   integer        not null,
  SiloName     varchar(150)   not null,
  HostName     varchar(150)   not null,
  Status       integer        not null,
  ProxyPort    integer,
  SuspectTimes varchar(8000),
  StartTime    timestamptz(3) not null,
  IAmAliveTime timestamptz(3) not null,
  primary key (DeploymentId, Address, Port, Generation)
);

insert into OrleansQuery (QueryKey, QueryText) values
-- A heartbeat must not change the version of the table.
('UpdateIAmAlivetimeKey', $q$
update OrleansMembershipTable set IAmAliveTime = @IAmAliveTime
where DeploymentId = @DeploymentId and Address = @Address and Port = @Port and Generation = @Generation
$q$),
('InsertMembershipVersionKey', $q$
with i as (
  insert into OrleansMembershipVersionTable (DeploymentId) values (@DeploymentId) on conflict do nothing returning 1
)
select count(*)::int as row_count from i
$q$),
('InsertMembershipKey', $q$
with v as (
  update OrleansMembershipVersionTable set Timestamp = now(), Version = Version + 1
  where DeploymentId = @DeploymentId and Version = @Version and not exists (
    select 1 from OrleansMembershipTable m
    where m.DeploymentId = @DeploymentId and m.Address = @Address and m.Port = @Port and m.Generation = @Generation)
  returning 1
), i as (
  insert into OrleansMembershipTable
    (DeploymentId, Address, Port, Generation, SiloName, HostName, Status, ProxyPort, StartTime, IAmAliveTime)
  select @DeploymentId, @Address, @Port, @Generation, @SiloName, @HostName, @Status, @ProxyPort, @StartTime, @IAmAliveTime from v
  returning 1
)
select count(*)::int as row_count from i
$q$),
('UpdateMembershipKey', $q$
with v as (
  update OrleansMembershipVersionTable set Timestamp = now(), Version = Version + 1
  where DeploymentId = @DeploymentId and Version = @Version and exists (
    select 1 from OrleansMembershipTable m
    where m.DeploymentId = @DeploymentId and m.Address = @Address and m.Port = @Port and m.Generation = @Generation)
  returning 1
), u as (
  update OrleansMembershipTable set Status = @Status, SuspectTimes = @SuspectTimes, IAmAliveTime = @IAmAliveTime
  where DeploymentId = @DeploymentId and Address = @Address and Port = @Port and Generation = @Generation and exists (select 1 from v)
  returning 1
)
select count(*)::int as row_count from u
$q$),
-- The version comes back also when there is no member.
('MembershipReadRowKey', $q$
select v.DeploymentId, m.Address, m.Port, m.Generation, m.SiloName, m.HostName, m.Status, m.ProxyPort, m.SuspectTimes,
       m.StartTime, m.IAmAliveTime, v.Version
from OrleansMembershipVersionTable v
left join OrleansMembershipTable m
  on m.DeploymentId = v.DeploymentId and m.Address = @Address and m.Port = @Port and m.Generation = @Generation
where v.DeploymentId = @DeploymentId
$q$),
('MembershipReadAllKey', $q$
select v.DeploymentId, m.Address, m.Port, m.Generation, m.SiloName, m.HostName, m.Status, m.ProxyPort, m.SuspectTimes,
       m.StartTime, m.IAmAliveTime, v.Version
from OrleansMembershipVersionTable v
left join OrleansMembershipTable m on m.DeploymentId = v.DeploymentId
where v.DeploymentId = @DeploymentId
$q$),
('DeleteMembershipTableEntriesKey', $q$
delete from OrleansMembershipTable where DeploymentId = @DeploymentId;
delete from OrleansMembershipVersionTable where DeploymentId = @DeploymentId
$q$),
('GatewaysQueryKey', $q$
select Address, ProxyPort, Generation from OrleansMembershipTable
where DeploymentId = @DeploymentId and Status = @Status and ProxyPort > 0
$q$),
-- Only silos that are dead (6) are cleaned away.
('CleanupDefunctSiloEntriesKey', $q$
delete from OrleansMembershipTable
where DeploymentId = @DeploymentId and Status = 6
  and IAmAliveTime < @IAmAliveTime and StartTime < @IAmAliveTime and coalesce(SuspectTimes, '') = ''
$q$),
('CleanupDefunctSiloEntryKey', $q$
delete from OrleansMembershipTable
where DeploymentId = @DeploymentId and Status = 6 and Address = @Address and Port = @Port and Generation = @Generation
  and StartTime = @StartTime and IAmAliveTime = @IAmAliveTime and coalesce(SuspectTimes, '') = coalesce(@SuspectTimes, '')
$q$)
on conflict (QueryKey) do update set QueryText = excluded.QueryText;

-- Grain storage ----------------------------------------------------------------------------------------------------------------------

create table if not exists OrleansStorage (
  GrainIdHash            integer      not null,
  GrainIdN0              bigint       not null,
  GrainIdN1              bigint       not null,
  GrainTypeHash          integer      not null,
  GrainTypeString        varchar(512) not null,
  GrainIdExtensionString varchar(512),
  ServiceId              varchar(150) not null,
  PayloadBinary          bytea,
  ModifiedOn             timestamptz  not null default now(),
  Version                integer      not null
) with (fillfactor = 70);

-- Unique, so that of two first writes at the same instant one loses.
create unique index if not exists OrleansStorage_grain on OrleansStorage
  (GrainIdHash, GrainTypeHash, ServiceId, GrainTypeString, GrainIdN0, GrainIdN1, GrainIdExtensionString) nulls not distinct;

insert into OrleansQuery (QueryKey, QueryText) values
('WriteToStorageKey', $q$
with u as (
  update OrleansStorage set PayloadBinary = @PayloadBinary, ModifiedOn = now(), Version = Version + 1
  where GrainIdHash = @GrainIdHash and GrainTypeHash = @GrainTypeHash and ServiceId = @ServiceId and GrainTypeString = @GrainTypeString
    and GrainIdN0 = @GrainIdN0 and GrainIdN1 = @GrainIdN1 and GrainIdExtensionString is not distinct from @GrainIdExtensionString
    and Version = @GrainStateVersion
  returning Version
), i as (
  insert into OrleansStorage
    (GrainIdHash, GrainIdN0, GrainIdN1, GrainTypeHash, GrainTypeString, GrainIdExtensionString, ServiceId, PayloadBinary, Version)
  select @GrainIdHash, @GrainIdN0, @GrainIdN1, @GrainTypeHash, @GrainTypeString, @GrainIdExtensionString, @ServiceId, @PayloadBinary, 1
  where @GrainStateVersion is null
  on conflict do nothing
  returning Version
)
select Version as NewGrainStateVersion from u union all select Version from i
$q$),
('ReadFromStorageKey', $q$
select PayloadBinary, Version from OrleansStorage
where GrainIdHash = @GrainIdHash and GrainTypeHash = @GrainTypeHash and ServiceId = @ServiceId and GrainTypeString = @GrainTypeString
  and GrainIdN0 = @GrainIdN0 and GrainIdN1 = @GrainIdN1 and GrainIdExtensionString is not distinct from @GrainIdExtensionString
$q$),
('ClearStorageKey', $q$
update OrleansStorage set PayloadBinary = null, ModifiedOn = now(), Version = Version + 1
where GrainIdHash = @GrainIdHash and GrainTypeHash = @GrainTypeHash and ServiceId = @ServiceId and GrainTypeString = @GrainTypeString
  and GrainIdN0 = @GrainIdN0 and GrainIdN1 = @GrainIdN1 and GrainIdExtensionString is not distinct from @GrainIdExtensionString
  and Version = @GrainStateVersion
returning Version as NewGrainStateVersion
$q$),
('DeleteStorageKey', $q$
delete from OrleansStorage
where GrainIdHash = @GrainIdHash and GrainTypeHash = @GrainTypeHash and ServiceId = @ServiceId and GrainTypeString = @GrainTypeString
  and GrainIdN0 = @GrainIdN0 and GrainIdN1 = @GrainIdN1 and GrainIdExtensionString is not distinct from @GrainIdExtensionString
  and Version = @GrainStateVersion
returning Version + 1 as NewGrainStateVersion
$q$)
on conflict (QueryKey) do update set QueryText = excluded.QueryText;

-- Reminders --------------------------------------------------------------------------------------------------------------------------

create table if not exists OrleansRemindersTable (
  ServiceId    varchar(150)   not null,
  GrainId      varchar(400)   not null,
  ReminderName varchar(150)   not null,
  StartTime    timestamptz(3) not null,
  Period       bigint         not null,
  GrainHash    integer        not null,
  Version      integer        not null,
  primary key (ServiceId, GrainId, ReminderName)
);

create index if not exists OrleansReminders_hash on OrleansRemindersTable (ServiceId, GrainHash);

insert into OrleansQuery (QueryKey, QueryText) values
('UpsertReminderRowKey', $q$
insert into OrleansRemindersTable (ServiceId, GrainId, ReminderName, StartTime, Period, GrainHash, Version)
values (@ServiceId, @GrainId, @ReminderName, @StartTime, @Period, @GrainHash, 0)
on conflict (ServiceId, GrainId, ReminderName) do update
set StartTime = excluded.StartTime, Period = excluded.Period, GrainHash = excluded.GrainHash, Version = OrleansRemindersTable.Version + 1
returning Version
$q$),
('ReadReminderRowsKey', $q$
select GrainId, ReminderName, StartTime, Period, Version from OrleansRemindersTable
where ServiceId = @ServiceId and GrainId = @GrainId
$q$),
('ReadReminderRowKey', $q$
select GrainId, ReminderName, StartTime, Period, Version from OrleansRemindersTable
where ServiceId = @ServiceId and GrainId = @GrainId and ReminderName = @ReminderName
$q$),
('ReadRangeRows1Key', $q$
select GrainId, ReminderName, StartTime, Period, Version from OrleansRemindersTable
where ServiceId = @ServiceId and GrainHash > @BeginHash and GrainHash <= @EndHash
$q$),
('ReadRangeRows2Key', $q$
select GrainId, ReminderName, StartTime, Period, Version from OrleansRemindersTable
where ServiceId = @ServiceId and (GrainHash > @BeginHash or GrainHash <= @EndHash)
$q$),
('DeleteReminderRowKey', $q$
with d as (
  delete from OrleansRemindersTable
  where ServiceId = @ServiceId and GrainId = @GrainId and ReminderName = @ReminderName and Version = @Version
  returning 1
)
select count(*)::int as row_count from d
$q$),
('DeleteReminderRowsKey', $q$
delete from OrleansRemindersTable where ServiceId = @ServiceId
$q$)
on conflict (QueryKey) do update set QueryText = excluded.QueryText;

insert into schema_version (component, version) values ('orleans', 1) on conflict do nothing;
