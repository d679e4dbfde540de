namespace Sync.Grains.Tests.Fakes;

/// <summary>Tries every way through code that asks <see cref="Pick"/> wherever something may go one way or another.</summary>
internal sealed class Choices
{
    private readonly List<(int Picked, int Of)> _trail = [];
    private int _next;

    /// <summary>Runs the body once for each combination of picks.</summary>
    /// <returns>The number of runs.</returns>
    public static int Try(Action<Choices> body)
    {
        var choices = new Choices();
        var runs = 0;
        do
        {
            choices._next = 0;
            try
            {
                body(choices);
            }
            catch (Exception e)
            {
                throw new InvalidOperationException($"run {runs}, picks {choices}: {e.Message}", e);
            }

            runs++;
        }
        while (choices.Advance());
        return runs;
    }

    /// <summary>A number from 0 to <paramref name="of"/> - 1.</summary>
    public int Pick(int of)
    {
        if (_next == _trail.Count) _trail.Add((0, of));
        Assert.Equal(_trail[_next].Of, of);
        return _trail[_next++].Picked;
    }

    public override string ToString() => string.Join(' ', _trail.Take(_next).Select(t => t.Picked));

    private bool Advance()
    {
        while (_trail.Count > 0)
        {
            var (picked, of) = _trail[^1];
            _trail.RemoveAt(_trail.Count - 1);
            if (picked + 1 >= of) continue;
            _trail.Add((picked + 1, of));
            return true;
        }

        return false;
    }
}
