using System.Globalization;

namespace Sync.Drill;

/// <summary>What the drill was asked for. Immutable.</summary>
internal sealed record DrillOptions(int Silos, TimeSpan For, TimeSpan KillEvery, int Seed, int Keys, int Port, string? Json)
{
    public static bool TryRead(string[] args, out DrillOptions options)
    {
        options = new DrillOptions(3, TimeSpan.FromSeconds(60), TimeSpan.FromSeconds(15), 1, 60, 15600, null);
        for (var i = 0; i < args.Length; i += 2)
        {
            if (i + 1 == args.Length || With(options, args[i], args[i + 1]) is not { } next)
            {
                Console.Error.WriteLine($"{args[i]}: expected are --silos 3 --for 60s --kill-every 15s --seed 1 --keys 60 --port 15600 --json FILE");
                return false;
            }

            options = next;
        }

        return true;
    }

    private static DrillOptions? With(DrillOptions options, string name, string value) => name switch
    {
        "--silos" when Number(value) is > 1 and < 10 and var n => options with { Silos = n },
        "--for" when Seconds(value) is { } t => options with { For = t },
        "--kill-every" when Seconds(value) is { } t => options with { KillEvery = t },
        "--seed" when Number(value) is { } n => options with { Seed = n },
        "--keys" when Number(value) is > 0 and <= 1000 and var n => options with { Keys = n },
        "--port" when Number(value) is > 1023 and < 65400 and var n => options with { Port = n },
        "--json" => options with { Json = value },
        _ => null,
    };

    private static int? Number(string text) => int.TryParse(text, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static TimeSpan? Seconds(string text) => text.EndsWith('s') && Number(text[..^1]) is > 0 and var seconds ? TimeSpan.FromSeconds(seconds) : null;
}
