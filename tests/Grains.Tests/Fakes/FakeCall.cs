using Sync.Contracts;
using Sync.Journal;

namespace Sync.Grains.Tests.Fakes;

/// <summary>A call of the fake journal that waits for its answer.</summary>
internal sealed class FakeCall(string name, Action<Outcome> effect)
{
    private readonly TaskCompletionSource _answered = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public string Name => name;

    public Task Answered => _answered.Task;

    public bool IsAnswered => _answered.Task.IsCompleted;

    /// <summary>Ends the call.</summary>
    public void Answer(Outcome outcome)
    {
        if (IsAnswered) return;
        try
        {
            effect(outcome);
            if (Failure(outcome) is { } failure) Fail(failure);
            else _answered.TrySetResult();
        }
        catch (JournalFencedException e)
        {
            Fail(e);
        }
    }

    public void Fail(Exception e) => _answered.TrySetException(e);

    private static Exception? Failure(Outcome outcome) => outcome switch
    {
        Outcome.Unavailable => new JournalUnavailableException("the store cannot be reached"),
        Outcome.Lost or Outcome.LostButDurable => new OutcomeUnknownException(),
        Outcome.Overtaken => new JournalFencedException("another activation wrote first"),
        _ => null,
    };
}
