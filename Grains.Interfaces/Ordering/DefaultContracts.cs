namespace Sync.Contracts;

/// <summary>What holds for each type where nothing else is agreed.</summary>
internal static class DefaultContracts
{
    private static readonly UpdateContract Movement = new("", null, Algebra.Delta, OrderRule.Commutes, IdentityRule.MessageId, LateRule.Correct, 1, null, false);
    private static readonly UpdateContract Step = Movement with { Algebra = Algebra.Transition, Order = OrderRule.None, Late = LateRule.Apply };
    private static readonly UpdateContract Master = Step with { Algebra = Algebra.Absolute };

    public static UpdateContract Of(UpdateType type) => (type.Name switch
    {
        "com.orleanssync.stock.counted" => Movement with { Algebra = Algebra.Absolute, Order = OrderRule.Occurrence, Late = LateRule.Supersede },
        "com.orleanssync.stock.reserve" or "com.orleanssync.stock.release" => Step with { Algebra = Algebra.Delta },
        "com.orleanssync.stock.count-posted" => Movement with { Late = LateRule.Apply },
        "com.orleanssync.stock.expire" or "com.orleanssync.stock.confirm-arrival" or "com.orleanssync.stock.claim-due" => Step,
        _ when type.Kind == EntityKinds.Stock => Movement,
        "com.orleanssync.item.register" or "com.orleanssync.plant.register" or "com.orleanssync.plant.register-location" or "com.orleanssync.plant.set-ownership" or "com.orleanssync.plant.set-periods" => Master,
        _ => Step,
    }) with { Type = type.FullName };
}
