using System.Collections.Immutable;
using System.Text.Json.Serialization.Metadata;
using Sync.Contracts;
using Sync.Domain.Kernel;

namespace Sync.Domain.Stock;

/// <summary>The behaviour of a stock position (DOMAIN 4). Facts are applied and flagged, or held; only requests are refused. Balances, differences and
/// counts depend on the facts alone, not on the order in which they came. Pure, thread-safe.</summary>
public sealed class StockModel : EntityModel<StockState>
{
    /// <inheritdoc/>
    public override string Kind => EntityKinds.Stock;

    /// <inheritdoc/>
    public override int SnapshotSchema => 1;

    /// <inheritdoc/>
    public override JsonTypeInfo<StockState> StateJson => StockJson.Default.StockState;

    /// <inheritdoc/>
    public override EventCodec Events { get; } = new EventCodec(
        new EventCodec.Entry("stock.moved", 1, StockJson.Default.Moved),
        new EventCodec.Entry("stock.transfer-arrived", 1, StockJson.Default.TransferArrived),
        new EventCodec.Entry("stock.transfer-confirmed", 1, StockJson.Default.TransferConfirmed),
        new EventCodec.Entry("stock.counted", 1, StockJson.Default.Counted),
        new EventCodec.Entry("stock.count-posted", 1, StockJson.Default.CountPosted),
        new EventCodec.Entry("stock.echoed", 1, StockJson.Default.Echoed),
        new EventCodec.Entry("stock.claimed", 1, StockJson.Default.Claimed),
        new EventCodec.Entry("stock.claim-overdue", 1, StockJson.Default.ClaimOverdue),
        new EventCodec.Entry("stock.reserved", 1, StockJson.Default.ReservationMade),
        new EventCodec.Entry("stock.released", 1, StockJson.Default.ReservationReleased)).With(StockFormats.Settlement, StockFormats.First);

    /// <inheritdoc/>
    public override StockState Empty(EntityKey key) => StockKey.TryParse(key.Id, out var position) ? new StockState { Key = position } : new StockState();

    /// <inheritdoc/>
    public override Decision Decide(StockState state, Update update, in DecisionContext context)
    {
        var type = UpdateTypes.Of(update.Payload);
        if (update.Payload is not StockUpdate || state.Key == default)
            return new Decision.Refuse(ErrorCodes.InvalidEnvelope.With($"{type.FullName} cannot be said to {update.Target}"));
        if (!UpdateRules.AcceptPayload(update).TryGet(out var accepted, out var refusal)) return new Decision.Refuse(refusal);
        var situation = new Situation(state, accepted, context);
        return accepted.Payload switch
        {
            StockUpdate.Received u => Receiving.Decide(situation, u),
            StockUpdate.Issued u => Issuing.Decide(situation, u),
            StockUpdate.Transferred u => Transferring.Decide(situation, u),
            StockUpdate.Arrive u => Transferring.Decide(situation, u),
            StockUpdate.ConfirmArrival u => Transferring.Decide(situation, u),
            StockUpdate.StatusChanged u => Restating.Decide(situation, u),
            StockUpdate.Adjusted u => Restating.Decide(situation, u),
            StockUpdate.Counted u => Counting.Decide(situation, u),
            StockUpdate.CountPosted u => Counting.Decide(situation, u),
            StockUpdate.Reversed u => Reversing.Decide(situation, u),
            StockUpdate.Reserve u => Reserving.Decide(situation, u),
            StockUpdate.Release u => Reserving.Decide(situation, u),
            StockUpdate.Expire u => Reserving.Decide(situation, u),
            StockUpdate.ClaimDue u => Claiming.Decide(situation, u),
            _ => new Decision.Refuse(ErrorCodes.UnknownType.With($"{type.FullName} is not known to a stock position")),
        };
    }

    /// <inheritdoc/>
    public override StockState Evolve(StockState state, DomainEvent @event, in EventFacts facts) =>
        @event is StockEvent stock ? StockEvolution.Apply(state, stock, facts) : state;

    /// <inheritdoc/>
    public override bool WaitsForOwnHistory(Refusal reason) => reason.Code == ErrorCodes.ReversedUnknown.Code;

    /// <inheritdoc/>
    public override ImmutableArray<AccountSum> Sums(DomainEvent @event) => @event is StockEvent stock ? Conservation.Sums(stock) : [];

    /// <inheritdoc/>
    public override ImmutableArray<AccountSum> Balances(StockState state) => Conservation.Balances(state);

    /// <inheritdoc/>
    public override string? Imbalance(StockState before, DomainEvent @event) => @event is StockEvent stock ? Conservation.Broken(before, stock) : null;

    /// <inheritdoc/>
    public override StockState Compact(StockState state) => Compaction.Of(state);

    /// <inheritdoc/>
    public override StateShelf<StockState> Shelf() => new StockShelf();
}
