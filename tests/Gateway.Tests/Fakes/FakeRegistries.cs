using System.Collections.Immutable;

namespace Sync.Gateway.Tests.Fakes;

internal sealed class FakeAccess : IAccessGrain
{
    private ImmutableDictionary<string, ApiKeyEntry> _keys = ImmutableDictionary<string, ApiKeyEntry>.Empty;

    public int Reads { get; private set; }

    public Exception? Failure { get; set; }

    public Task<ImmutableArray<ApiKeyEntry>> List()
    {
        Reads++;
        return Failure is null ? Task.FromResult<ImmutableArray<ApiKeyEntry>>([.. _keys.Values.OrderBy(k => k.Name)]) : throw Failure;
    }

    public Task Put(ApiKeyEntry entry)
    {
        _keys = _keys.SetItem(entry.Name, entry);
        return Task.CompletedTask;
    }

    public Task Remove(string name)
    {
        _keys = _keys.Remove(name);
        return Task.CompletedTask;
    }
}

internal sealed class FakeSubscription(string id, FakeSubscriptionDirectory directory) : ISubscriptionGrain
{
    public SubscriptionProfile? Profile { get; private set; }

    public Refusal? Refuses { get; set; }

    public EntityKey? Resumed { get; private set; }

    public async Task<Refusal?> Put(SubscriptionProfile profile)
    {
        if (Refuses is not null) return Refuses;
        Profile = profile;
        await directory.Add(id);
        return null;
    }

    public Task Delete()
    {
        Profile = null;
        return directory.Remove(id);
    }

    public Task<SubscriptionStatus?> Status() => Task.FromResult(Profile is { } p
        ? new SubscriptionStatus(p.Id, p.Url, p.Filter, p.Paused, "delivering", 3, 0, 0, true, [new ParkedKey(new EntityKey("stock", "P100/RM01/A"), 4, "400", DateTimeOffset.UnixEpoch)], null)
        : null);

    public Task<int> Resume(EntityKey? key)
    {
        Resumed = key;
        return Task.FromResult(1);
    }

    public Task Ensure() => Task.CompletedTask;

    public Task Offer(FeedPage page) => throw new NotSupportedException();
}

internal sealed class FakeSubscriptionDirectory : ISubscriptionDirectoryGrain
{
    private ImmutableSortedSet<string> _ids = [];

    public Task<ImmutableArray<string>> List() => Task.FromResult<ImmutableArray<string>>([.. _ids]);

    public Task Add(string id)
    {
        _ids = _ids.Add(id);
        return Task.CompletedTask;
    }

    public Task Remove(string id)
    {
        _ids = _ids.Remove(id);
        return Task.CompletedTask;
    }
}
