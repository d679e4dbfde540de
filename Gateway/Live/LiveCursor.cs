using System.Globalization;

namespace Sync.Gateway.Live;

/// <summary>How far a watcher has come in one life of a plant's view: what stands in the <c>id</c> of an event.</summary>
// 3f2c9a41d0b84f6e:71234
internal readonly record struct LiveCursor(string Epoch, long Number)
{
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Epoch}:{Number}");

    public static bool TryParse(string? text, out LiveCursor cursor)
    {
        cursor = default;
        var colon = text?.IndexOf(':') ?? -1;
        if (colon <= 0 || !long.TryParse(text.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var number)) return false;
        cursor = new LiveCursor(text![..colon], number);
        return true;
    }
}
