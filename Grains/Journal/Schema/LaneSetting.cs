namespace Sync.Journal.Schema;

/// <summary>The number of lanes, which is stored when the journal is created.</summary>
internal static class LaneSetting
{
    public const string Name = "lanes";

    /// <exception cref="InvalidOperationException">The journal has another number of lanes.</exception>
    public static void Check(string stored, int configured)
    {
        if (stored == configured.ToString()) return;
        throw new InvalidOperationException(
            $"the journal was created with {stored} lanes, the configuration says {configured}: the number is fixed for the life of a journal. Set Journal:Lanes to {stored}");
    }
}
