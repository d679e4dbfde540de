namespace Sync.Factory.Receiving;

/// <summary>What is done wrong on purpose, to see that the witness notices.</summary>
internal enum Sabotage
{
    None,

    /// <summary>The target confirms deliveries that it does not keep.</summary>
    Drop,

    /// <summary>The target keeps deliveries twice, and updates reach the system twice under different ids.</summary>
    Double,

    /// <summary>The target keeps deliveries of a key in the wrong order.</summary>
    Swap,

    /// <summary>The target confirms deliveries and keeps them too late.</summary>
    Late,
}

internal static class SabotageExtensions
{
    public static IShelf Around(this Sabotage sabotage, IShelf honest) => sabotage switch
    {
        Sabotage.Drop => new DroppingShelf(honest),
        Sabotage.Double => new DoublingShelf(honest),
        Sabotage.Swap => new SwappingShelf(honest),
        Sabotage.Late => new LateShelf(honest),
        _ => honest,
    };
}
