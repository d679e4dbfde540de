using Sync.Factory.Books;

namespace Sync.Factory.Running;

/// <summary>Running counts of this run, for people. The report does not use them. Thread-safe.</summary>
internal sealed class Tally
{
    private int _sent;
    private int _retried;
    private int _applied;
    private int _duplicates;
    private int _held;
    private int _rejected;
    private int _delivered;
    private int _redelivered;
    private int _moves;

    public int Sent => Volatile.Read(ref _sent);

    public int Retried => Volatile.Read(ref _retried);

    public int Applied => Volatile.Read(ref _applied);

    public int Duplicates => Volatile.Read(ref _duplicates);

    public int Held => Volatile.Read(ref _held);

    public int Rejected => Volatile.Read(ref _rejected);

    public int Delivered => Volatile.Read(ref _delivered);

    public int Redelivered => Volatile.Read(ref _redelivered);

    /// <summary>Grows whenever anything goes on: what stands still for long is stuck.</summary>
    public int Moves => Volatile.Read(ref _moves);

    public void OnSending(int updates, int retries)
    {
        Interlocked.Add(ref _sent, updates);
        Interlocked.Add(ref _retried, retries);
    }

    public void OnVerdict(string verdict)
    {
        switch (verdict)
        {
            case Verdicts.Applied or Verdicts.Superseded: Interlocked.Increment(ref _applied); break;
            case Verdicts.Duplicate: Interlocked.Increment(ref _duplicates); break;
            case Verdicts.Held: Interlocked.Increment(ref _held); break;
            case Verdicts.Rejected: Interlocked.Increment(ref _rejected); break;
            default: return;
        }

        Interlocked.Increment(ref _moves);
    }

    public void OnDelivered()
    {
        Interlocked.Increment(ref _delivered);
        Interlocked.Increment(ref _moves);
    }

    public void OnRedelivered() => Interlocked.Increment(ref _redelivered);
}
