namespace Sync.Benchmarks.Systems.SqlSet;

/// <summary>What a set-based service keeps, and the statements of its one transaction.</summary>
internal static class SqlSetTables
{
    public const string Create =
        """
        create table seen (
          entity     text collate "C" not null,
          source     text collate "C" not null,
          message_id text collate "C" not null,
          primary key (entity, source, message_id)
        );
        create table balance (
          entity  text collate "C" not null,
          lot     text collate "C" not null,
          balance numeric not null,
          version bigint  not null,
          primary key (entity, lot)
        ) with (fillfactor = 70);
        """;

    /// <summary>Arrives by binary COPY; gone with the transaction.</summary>
    public const string Incoming =
        """
        create temp table if not exists incoming (
          ordinal     integer     not null,
          entity      text collate "C" not null,
          lot         text collate "C" not null,
          delta       numeric     not null,
          occurred_at timestamptz not null,
          source      text collate "C" not null,
          message_id  text collate "C" not null,
          sequence    bigint      not null,
          movement    text        not null,
          reference   text
        ) on commit delete rows
        """;

    public const string CopyIn =
        "copy incoming (ordinal, entity, lot, delta, occurred_at, source, message_id, sequence, movement, reference) from stdin (format binary)";

    /// <summary>Dedupe, upsert and change records in one statement; answers the ordinals that were new.</summary>
    public const string Apply =
        """
        with fresh as (
          insert into seen (entity, source, message_id)
          select entity, source, message_id from incoming order by entity, source, message_id
          on conflict do nothing
          returning entity, source, message_id
        ), news as (
          select i.*,
                 sum(i.delta) over (partition by i.entity, i.lot order by i.ordinal) as running,
                 row_number() over (partition by i.entity order by i.ordinal) as place
          from incoming i join fresh using (entity, source, message_id)
        ), before as (
          select e.entity, coalesce(max(b.version), 0) as version
          from (select distinct entity from news) e left join balance b on b.entity = e.entity
          group by e.entity
        ), upsert as (
          insert into balance (entity, lot, balance, version)
          select n.entity, n.lot, sum(n.delta), max(b.version + n.place)
          from news n join before b on b.entity = n.entity
          group by n.entity, n.lot order by n.entity, n.lot
          on conflict (entity, lot) do update set balance = balance.balance + excluded.balance, version = excluded.version
          returning entity, lot, balance.balance
        ), totals as (
          select entity, lot, sum(delta) as total from news group by entity, lot
        ), written as (
          insert into change (entity, version, occurred_at, source, message_id, sequence, payload)
          select n.entity, b.version + n.place, n.occurred_at, n.source, n.message_id, n.sequence,
                 '{"movement":"' || n.movement || '","quantity":{"value":' || abs(n.delta) || ',"unit":"EA"},"unit":"EA","changes":[{"account":{"lot":"' || n.lot
                 || '"},"delta":' || n.delta || ',"balance":' || (u.balance - t.total + n.running) || '}]' || coalesce(',"reference":{"kind":"po","number":"' || n.reference || '"}', '') || '}'
          from news n join before b on b.entity = n.entity
            join upsert u on u.entity = n.entity and u.lot = n.lot
            join totals t on t.entity = n.entity and t.lot = n.lot
        )
        select ordinal from news
        """;
}
