using System.ComponentModel.DataAnnotations;

namespace Sync.Journal;

/// <summary>How the journal works. Section <c>Journal</c>.</summary>
public sealed class JournalOptions
{
    /// <summary>The schema in PostgreSQL unless another is set.</summary>
    public const string DefaultSchema = "orleanssync";

    /// <summary>The number of lanes unless another is set.</summary>
    public const int DefaultLanes = 64;

    /// <summary><c>sqlite</c> (default) or <c>postgres</c>.</summary>
    public string Storage { get; set; } = "sqlite";

    /// <summary>SQLite: the path of the database file. PostgreSQL: the connection string.</summary>
    [Required]
    public string Connection { get; set; } = "";

    /// <summary>Lanes, 1 to 1,024, default 64. Fixed when the journal is created; a different value later is refused at start.</summary>
    [Range(1, 1024)]
    public int Lanes { get; set; } = DefaultLanes;

    /// <summary>Writers of this process, 1 to 16, default 2. While few records wait, one of them takes all. SQLite has one always.</summary>
    [Range(1, 16)]
    public int Writers { get; set; } = 2;

    /// <summary>Records that may wait in one writer's queue, 64 to 1,000,000, default 16,384. Beyond: busy.</summary>
    [Range(64, 1_000_000)]
    public int QueueLimit { get; set; } = 16_384;

    /// <summary>Records in one commit at most, 1 to 50,000, default 4,096.</summary>
    [Range(1, 50_000)]
    public int BatchLimit { get; set; } = 4_096;

    /// <summary>PostgreSQL: the schema that holds every table, default <c>orleanssync</c>.</summary>
    [RegularExpression("^[a-z_][a-z0-9_]{0,62}$")]
    public string Schema { get; set; } = DefaultSchema;

    /// <summary>True: word of commits is carried to and from other processes that share the journal, default false; the program sets it in a cluster.
    /// Without it they hear of each other when they poll. PostgreSQL only.</summary>
    public bool Shared { get; set; }

    /// <summary>True: the journal is read and never written, default false. It must exist and be of this program's version.</summary>
    public bool ReadOnly { get; set; }
}
