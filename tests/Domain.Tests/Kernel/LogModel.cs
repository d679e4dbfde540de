using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Sync.Contracts;
using Sync.Domain.Kernel;

namespace Sync.Domain.Tests.Kernel;

/// <summary>An entity for which order is everything: it writes down what each of two sources said, one behind the other. Without the item's master it holds.</summary>
internal sealed class LogModel : EntityModel<LogState>
{
    public const string A = "/adapters/a/1";
    public const string B = "/adapters/b/1";
    public static readonly EntityKey Key = new(EntityKinds.Stock, "P/L/I");
    public static readonly ItemMaster Item = new(ItemNumber.Parse("I"), UnitCode.Each, null, false, 0, [], false, 9);
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { TypeInfoResolver = new DefaultJsonTypeInfoResolver() };

    public override string Kind => EntityKinds.Stock;

    public override int SnapshotSchema => 1;

    public override JsonTypeInfo<LogState> StateJson => (JsonTypeInfo<LogState>)Json.GetTypeInfo(typeof(LogState));

    public override EventCodec Events { get; } = new(new EventCodec.Entry("log.taken", 1, Json.GetTypeInfo(typeof(LogTaken))));

    public static Update Say(string source, long? sequence, decimal value, bool counted = false, string? id = null, int epoch = 0) => new(
        new UpdateId(source, epoch, id ?? $"{sequence}"), Key,
        counted ? new StockUpdate.Counted([new CountLine(new Quantity(value, UnitCode.Each))]) : new StockUpdate.Received(new Quantity(value, UnitCode.Each)),
        new DateTimeOffset(2026, 11, 23, 8, 0, 0, TimeSpan.Zero), Sequence: sequence);

    public override LogState Empty(EntityKey key) => new("", "");

    public override Decision Decide(LogState state, Update update, in DecisionContext context)
    {
        if (context.Item is null) return new Decision.Hold(ErrorCodes.ItemUnknown.With("no item"));
        var value = update.Payload is StockUpdate.Received received ? received.Quantity.Value : ((StockUpdate.Counted)update.Payload).Lines[0].Quantity.Value;
        return value > 100 ? new Decision.Hold(ErrorCodes.LotMissing.With("too much")) : new Decision.Apply(new LogTaken(update.Id.Source, value));
    }

    public override LogState Evolve(LogState state, DomainEvent @event, in EventFacts facts)
    {
        var taken = (LogTaken)@event;
        return taken.Source == A ? state with { FromA = $"{state.FromA} {taken.Value}" } : state with { FromB = $"{state.FromB} {taken.Value}" };
    }
}

internal sealed record LogState(string FromA, string FromB);

internal sealed record LogTaken(string Source, decimal Value) : DomainEvent;
