using System.Globalization;

namespace Sync.Drill;

/// <summary>What the drill was asked for. Immutable.</summary>
internal sealed record DrillOptions
{
    private const string Usage =
        "expected are --silos 3 --for 60s --kill-every 15s --kills 2 --freezes 0 --seed 1 --keys 60 --pause 50ms --quiet 10s --port 15600 --json FILE --rolling --partition --capacity --keep";

    public int Silos { get; init; } = 3;

    public TimeSpan For { get; init; } = TimeSpan.FromSeconds(60);

    public TimeSpan KillEvery { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>Kills that there must be at least: the drill goes on until it has them. Default: five of eight acts that there is time for.</summary>
    public int? Kills { get; init; }

    /// <summary>The same for freezes; five of 32.</summary>
    public int? Freezes { get; init; }

    public int KillsAtLeast => Kills ?? (int)(For / KillEvery * 5 / 8);

    public int FreezesAtLeast => Freezes ?? (int)(For / KillEvery * 5 / 32);

    public int Seed { get; init; } = 1;

    public int Keys { get; init; } = 60;

    /// <summary>Between two updates of one key.</summary>
    public TimeSpan Pause { get; init; } = TimeSpan.FromMilliseconds(400);

    /// <summary>How long the load runs undisturbed before and after.</summary>
    public TimeSpan Quiet { get; init; } = TimeSpan.FromSeconds(10);

    public int Port { get; init; } = 15600;

    public string? Json { get; init; }

    public DrillMode Mode { get; init; }

    /// <summary>Leaves logs and data where they are.</summary>
    public bool Keep { get; init; }

    public static bool TryRead(string[] args, out DrillOptions options)
    {
        options = new DrillOptions();
        for (var i = 0; i < args.Length; i++)
        {
            var next = Flag(options, args[i]) ?? (i + 1 < args.Length ? With(options, args[i], args[++i]) : null);
            if (next is null)
            {
                Console.Error.WriteLine($"{args[i]}: {Usage}");
                return false;
            }

            options = next;
        }

        return true;
    }

    private static DrillOptions? Flag(DrillOptions options, string name) => name switch
    {
        "--rolling" => options with { Mode = DrillMode.Rolling },
        "--partition" => options with { Mode = DrillMode.Partition },
        "--capacity" => options with { Mode = DrillMode.Capacity },
        "--keep" => options with { Keep = true },
        _ => null,
    };

    private static DrillOptions? With(DrillOptions options, string name, string value) => name switch
    {
        "--silos" when Number(value) is > 1 and < 10 and var n => options with { Silos = n },
        "--for" when Time(value, "s", 1_000) is { } t => options with { For = t },
        "--kill-every" when Time(value, "s", 1_000) is { } t => options with { KillEvery = t },
        "--kills" when Number(value) is >= 0 and var n => options with { Kills = n },
        "--freezes" when Number(value) is >= 0 and var n => options with { Freezes = n },
        "--quiet" when Time(value, "s", 1_000) is { } t => options with { Quiet = t },
        "--pause" when Time(value, "ms", 1) is { } t => options with { Pause = t },
        "--seed" when Number(value) is { } n => options with { Seed = n },
        "--keys" when Number(value) is > 0 and <= 1000 and var n => options with { Keys = n },
        "--port" when Number(value) is > 1023 and < 65400 and var n => options with { Port = n },
        "--json" => options with { Json = value },
        _ => null,
    };

    private static int? Number(string text) => int.TryParse(text, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static TimeSpan? Time(string text, string unit, int milliseconds) =>
        text.EndsWith(unit, StringComparison.Ordinal) && Number(text[..^unit.Length]) is > 0 and var n ? TimeSpan.FromMilliseconds((double)n * milliseconds) : null;
}

/// <summary>What is done to the cluster.</summary>
internal enum DrillMode
{
    /// <summary>Processes are killed and frozen, the database is cut off and restarted.</summary>
    Chaos,

    /// <summary>Silos are stopped in peace, one after the other, and started again.</summary>
    Rolling,

    /// <summary>Silos are cut apart by their network.</summary>
    Partition,

    /// <summary>Nothing: the cost of an update is measured, after <see cref="DrillOptions.For"/> of warming up.</summary>
    Capacity,
}
