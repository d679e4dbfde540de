namespace Sync.Adapters;

/// <summary>How files are taken from drop folders. Bound from the section <c>Adapters:Files</c>. Not thread-safe; read once at start.</summary>
public sealed class FilesOptions
{
    /// <summary>The name of the configuration section.</summary>
    public const string Section = "Adapters:Files";

    /// <summary>Whether files are taken; default false, true as soon as <see cref="Folders"/> has an entry.</summary>
    public bool Enabled { get; set; }

    /// <summary>The folder that is watched when no other is named; the program sets it to <c>drop</c> in its data folder.</summary>
    public string? DefaultPath { get; set; }

    /// <summary>The drop folders, up to 64; default none.</summary>
    public IList<FolderOptions> Folders { get; } = [];

    /// <summary>The longest pause between two looks at a folder, 50 ms to 1 h; default 1 s. What happens in the folder wakes it earlier.</summary>
    public TimeSpan PollInterval { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>How long length and time of a file must stay the same before it is taken, 10 ms to 1 h; default 1 s.</summary>
    public TimeSpan SettleTime { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>The greatest length of a file in bytes, 1 KiB to 16 GiB; default 1 GiB. It is judged without reading.</summary>
    public long MaxBytes { get; set; } = 1L << 30;

    /// <summary>Rows that are submitted together, 1 to 500; default 500.</summary>
    public int BatchRows { get; set; } = 500;

    /// <summary>Further attempts for rows that could not be taken now, 0 to 50; default 8. Then the file waits for <see cref="RetryPause"/>.</summary>
    public int Retries { get; set; } = 8;

    /// <summary>The pause before the first further attempt, 0 s to 1 min; default 200 ms. It doubles each time, up to 30 s, and is jittered.</summary>
    public TimeSpan RetryDelay { get; set; } = TimeSpan.FromMilliseconds(200);

    /// <summary>How long a file waits when its attempts are used up, 100 ms to 1 h; default 30 s. It is then read again from its beginning.</summary>
    public TimeSpan RetryPause { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Whether rows go through the adapter stream of their folder (its name is the stream's): what was given is then durable before it is taken, and
    /// shown in the inbox. Default: true in a process without a silo, false beside one.</summary>
    public bool? Stream { get; set; }

    /// <summary>How long a batch of rows may be in the stream before the file waits for <see cref="RetryPause"/>, 1 s to 1 h; default 1 min.</summary>
    public TimeSpan StreamPatience { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>How many rows a report lists of each sort, 1 to 100,000; default 1,000. The counts are always of all.</summary>
    public int ReportRows { get; set; } = 1_000;
}

/// <summary>One drop folder. Not thread-safe; read once at start.</summary>
public sealed class FolderOptions
{
    /// <summary>The folder; it is made when it is not there.</summary>
    public string Path { get; set; } = "";

    /// <summary>The name of the adapter, 1 to 64 letters, digits, dots, hyphens and underscores; the source of its updates is <c>/adapters/file/NAME</c>.</summary>
    public string Name { get; set; } = "";

    /// <summary>The plant of rows that name none; rows of other plants are then rejected. Absent: every row names its plant.</summary>
    public string? Plant { get; set; }

    /// <summary>The mapping file; absent: the columns are the documented ones.</summary>
    public string? Mapping { get; set; }

    /// <summary>The IANA time zone of times without an offset; the mapping's own wins. Absent: times must have their offset.</summary>
    public string? TimeZone { get; set; }
}
