using Sync.Contracts;

namespace Sync.Domain.Kernel;

/// <summary>The epochs that operators opened for sources that started their numbers again without saying so.</summary>
internal sealed class EpochBook
{
    private readonly List<Opened> _opened = new(1);

    public IReadOnlyList<Opened> All => _opened;

    /// <summary>The identity that is meant by one that says an old epoch; null where no other was opened.</summary>
    public UpdateId? Meant(UpdateId id)
    {
        foreach (var opened in _opened)
            if (opened.From == id.Epoch && opened.Source == id.Source) return id with { Epoch = opened.To };
        return null;
    }

    public void Open(string source, int from, int to) => _opened.Add(new Opened(source, from, to));

    internal sealed record Opened(string Source, int From, int To);
}
