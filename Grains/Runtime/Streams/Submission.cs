using System.Collections.Immutable;
using Sync.Contracts;

namespace Sync.Grains.Streams;

/// <summary>Gives updates to the router, and those that could not be taken now a few times more.</summary>
internal static class Submission
{
    public static async Task<ImmutableArray<Receipt>> GiveAsync(StreamServices services, ImmutableArray<Update> updates)
    {
        if (updates.IsEmpty) return [];
        var receipts = (await OnceAsync(services.Grains, updates)).ToArray();
        for (var attempt = 0; attempt < services.Options.Attempts; attempt++)
        {
            var open = Enumerable.Range(0, receipts.Length).Where(i => receipts[i] is Receipt.RetryLater or Receipt.Unknown).ToArray();
            if (open.Length == 0) break;
            await Task.Delay(TimeSpan.FromMilliseconds(services.Options.AttemptMilliseconds << attempt), services.Clock);
            var answers = await OnceAsync(services.Grains, [.. open.Select(i => updates[i])]);
            for (var i = 0; i < open.Length; i++) receipts[open[i]] = answers[i];
        }

        return [.. receipts];
    }

    private static async Task<ImmutableArray<Receipt>> OnceAsync(IGrainFactory grains, ImmutableArray<Update> updates)
    {
        try
        {
            return await grains.GetGrain<IUpdateRouterGrain>(0).Submit(updates);
        }
        catch (Exception e)
        {
            // It may have been taken or not: identity makes the next attempt safe.
            return [.. updates.Select(u => (Receipt)new Receipt.Unknown(u.Id, ErrorCodes.OutcomeUnknown.With(e.Message)))];
        }
    }
}
