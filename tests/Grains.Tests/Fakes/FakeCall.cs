using Sync.Contracts;
using Sync.Journal;

namespace Sync.Grains.Tests.Fakes;

/// <summary>A call of the fake journal that waits for its answer.</summary>
internal sealed class FakeCall(string name, Action<Outcome> effect)
{
    private readonly TaskCompletionSource _answered = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public string Name => name;

    public Task Answered => _answered.Task;

    private IAppendObserver? _observer;

    public bool IsAnswered => _answered.Task.IsCompleted;

    /// <summary>Ends the call.</summary>
    public void Answer(Outcome outcome)
    {
        if (IsAnswered) return;
        try
        {
            effect(outcome);
            if (Failure(outcome) is { } failure) Fail(failure);
            else Succeed();
        }
        catch (JournalFencedException e)
        {
            Fail(e);
        }
    }

    public void Fail(Exception e)
    {
        if (_answered.TrySetException(e)) _observer?.OnFailed(e);
    }

    /// <summary>Who is told how it ends; at once where it has ended.</summary>
    public void Tell(IAppendObserver observer)
    {
        if (!IsAnswered) _observer = observer;
        else if (_answered.Task.Exception?.InnerException is { } failure) observer.OnFailed(failure);
        else observer.OnDurable();
    }

    private void Succeed()
    {
        if (_answered.TrySetResult()) _observer?.OnDurable();
    }

    private static Exception? Failure(Outcome outcome) => outcome switch
    {
        Outcome.Unavailable => new JournalUnavailableException("the store cannot be reached"),
        Outcome.Lost or Outcome.LostButDurable => new OutcomeUnknownException(),
        Outcome.Overtaken => new JournalFencedException("another activation wrote first"),
        _ => null,
    };
}
