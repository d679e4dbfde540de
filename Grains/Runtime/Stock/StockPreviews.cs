using Sync.Contracts;
using Sync.Domain.Kernel;
using Sync.Domain.Stock;

namespace Sync.Grains.Stock;

/// <summary>Tells a preview in the words of the API. Pure.</summary>
internal static class StockPreviews
{
    public static StockPreview Of(EventCodec events, EntityView<StockState> before, EntityView<StockState> after, Step.Decided step) => new(
        step.Receipt, Position(before), Position(after), [.. step.Records.Skip(1).Select(r => Effect(events, r))], after.Held);

    private static StockPosition? Position(EntityView<StockState> view) => view.Version == 0 ? null : StockViews.ToPosition(view);

    /// <summary>The first record is the action's own; each of the others is about one held update.</summary>
    private static PreviewEffect Effect(EventCodec events, JournalRecord record)
    {
        Receipt receipt = events.Read(record.Kind, record.Schema, record.Payload) switch
        {
            KernelEvent.Held held => new Receipt.Held(record.Cause, record.Version, held.Reason),
            StockEvent.Counted { Superseded: true } => new Receipt.Superseded(record.Cause, record.Version),
            StockEvent e => new Receipt.Applied(record.Cause, record.Version, e.Flags ?? []),
            _ => new Receipt.Applied(record.Cause, record.Version, []),
        };
        return new PreviewEffect(receipt, record.Kind);
    }
}
