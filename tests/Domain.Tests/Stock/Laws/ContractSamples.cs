using Sync.Contracts;
using static Sync.Domain.Tests.Stock.Masters;

namespace Sync.Domain.Tests.Stock.Laws;

/// <summary>For every type of update about stock: a position where it makes sense, and what is said there.</summary>
internal static class ContractSamples
{
    public const string Wms = "/adapters/wms/main";
    private static readonly DocumentReference Order = new("po", "4500012345", "10");

    /// <summary>A position with 100 on hand since hour 1, an original to reverse, a reservation, a transfer on its way and a claim that waits.</summary>
    public static Position Ready(UpdateContracts? contracts = null, bool withCount = false)
    {
        var position = new Position(Key, contracts) { Plant = Owned(Wms) };
        position.Moved(new StockUpdate.Received(Ea(80), Movement: MovementType.InitialLoad), 1, "base", Wms);
        position.Moved(new StockUpdate.Adjusted(Ea(20), "found"), 1, "original", Wms);
        position.Say(new StockUpdate.Reserve("R", Ea(40), "order", Position.Hour(2000)), 2, "reserve", Wms);
        position.Say(new StockUpdate.Transferred(Ea(4), LocationId.Parse("RM02")), 2, "transfer", Wms);
        position.Say(new StockUpdate.Received(Ea(9), Reference: Order), 2, "claim", Position.Erp);
        if (withCount) position.Say(new StockUpdate.Counted([new CountLine(Ea(50)), new CountLine(Ea(1), In(StockStatus.Blocked))]), 20, "count", Wms);
        return position;
    }

    /// <summary>What is said; the number tells two of a type apart.</summary>
    public static StockUpdate Of(UpdateType type, Position position, int number) => type.Name["com.orleanssync.stock.".Length..] switch
    {
        "received" => new StockUpdate.Received(Ea(number), Movement: MovementType.CustomerReturn),
        "issued" => new StockUpdate.Issued(Ea(number)),
        "transferred" => new StockUpdate.Transferred(Ea(number), LocationId.Parse("RM02")),
        "status-changed" => new StockUpdate.StatusChanged(Ea(number), default, StockStatus.Blocked),
        "counted" => new StockUpdate.Counted([new CountLine(Ea(number))]),
        "count-posted" => new StockUpdate.CountPosted(Ea(number), default, "C1"),
        "adjusted" => new StockUpdate.Adjusted(Ea(number), "found"),
        "reversed" => new StockUpdate.Reversed("original", Ea(number), Wms),
        "reserve" => new StockUpdate.Reserve($"R{number}", Ea(number), "order"),
        "release" => new StockUpdate.Release("R", Ea(number)),
        "arrive" => new StockUpdate.Arrive($"t{number}", At("RM02", "BOLT-M8"), Ea(number), default),
        "confirm-arrival" => new StockUpdate.ConfirmArrival($"{Wms}#transfer", Ea(4)),
        "expire" => new StockUpdate.Expire("R", Position.Hour(2000)),
        "claim-due" => new StockUpdate.ClaimDue(new UpdateId(Position.Erp, 0, "claim"), position.Now.AddDays(1)),
        _ => throw new ArgumentException($"{type.Name} has no sample: give it one, and its contract a law", nameof(type)),
    };
}
