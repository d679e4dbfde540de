namespace Sync.Benchmarks.Systems.Peers;

/// <summary>The change records of a peer: what our journal's record says, in one table with one key.</summary>
internal static class PeerChanges
{
    public const string Table =
        """
        create table change (
          entity      text collate "C" not null,
          version     bigint      not null,
          recorded_at timestamptz not null default now(),
          occurred_at timestamptz not null,
          source      text collate "C" not null,
          message_id  text collate "C" not null,
          sequence    bigint,
          payload     text        not null,
          primary key (entity, version)
        );
        """;
}
