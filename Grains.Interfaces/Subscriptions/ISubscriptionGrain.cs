using System.Collections.Immutable;
using Orleans.Concurrency;

namespace Sync.Contracts;

/// <summary>One subscription: takes its share of the feed and delivers it. Key: the subscription's id.</summary>
[Alias("sync.v1.ISubscriptionGrain"), GrainInterfaceType("sync.v1.ISubscriptionGrain")]
public interface ISubscriptionGrain : IGrainWithStringKey, IFeedConsumer
{
    /// <summary>Creates the subscription or changes it; its cursor stays. Durable when it returns.</summary>
    /// <returns>Null, or why the profile cannot be used.</returns>
    [Alias("Put")]
    Task<Refusal?> Put(SubscriptionProfile profile);

    /// <summary>Ends the subscription and forgets its cursor.</summary>
    [Alias("Delete")]
    Task Delete();

    /// <summary>How it stands, or null when there is none.</summary>
    [AlwaysInterleave, Alias("Status")]
    Task<SubscriptionStatus?> Status();

    /// <summary>Sends the changes of a parked key again, from the one that was refused. Null: every parked key.</summary>
    /// <returns>The number of keys that go on.</returns>
    [Alias("Resume")]
    Task<int> Resume(EntityKey? key);

    /// <summary>Makes sure that the subscription runs. Idempotent.</summary>
    [AlwaysInterleave, Alias("Ensure")]
    Task Ensure();
}

/// <summary>Knows every subscription. One grain, key 0; durable.</summary>
[Alias("sync.v1.ISubscriptionDirectoryGrain"), GrainInterfaceType("sync.v1.ISubscriptionDirectoryGrain")]
public interface ISubscriptionDirectoryGrain : IGrainWithIntegerKey
{
    /// <summary>The ids, in order.</summary>
    [Alias("List")]
    Task<ImmutableArray<string>> List();

    /// <summary>Adds an id. Idempotent.</summary>
    [Alias("Add")]
    Task Add(string id);

    /// <summary>Removes an id. Idempotent.</summary>
    [Alias("Remove")]
    Task Remove(string id);
}
