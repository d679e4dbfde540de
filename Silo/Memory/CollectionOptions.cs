using System.ComponentModel.DataAnnotations;

namespace Sync.Silo.Memory;

/// <summary>How the process keeps the pauses of its garbage collector short. Section <c>Collections</c>.</summary>
internal sealed class CollectionOptions
{
    /// <summary>How often it is looked whether clearing the youngest generation is worth a pause, in milliseconds, 0 to 10,000, default 25. 0: never; the runtime
    /// alone decides.</summary>
    [Range(0, 10_000)]
    public int LookMilliseconds { get; set; } = 25;
}
