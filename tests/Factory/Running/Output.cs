namespace Sync.Factory.Running;

/// <summary>Writes to the console. A console that went away with its owner is no reason to stop witnessing. Thread-safe.</summary>
internal sealed class Output(TextWriter writer, bool isTerminal, Func<int> width)
{
    private readonly Lock _gate = new();
    private int _width;

    public static Output Console { get; } = new(System.Console.Out, !System.Console.IsOutputRedirected, Width);

    public bool IsTerminal => isTerminal;

    public void Line(string text)
    {
        lock (_gate)
        {
            ClearProgress();
            Write(text + Environment.NewLine);
        }
    }

    /// <summary>Shows a line that the next one of its kind replaces.</summary>
    public void Progress(string text)
    {
        lock (_gate)
        {
            // A line that wraps cannot be rewritten.
            var fitting = isTerminal && text.Length >= width() ? text[..Math.Max(0, width() - 1)] : text;
            Write(isTerminal ? "\r" + fitting.PadRight(_width) : text + Environment.NewLine);
            _width = fitting.Length;
        }
    }

    public void EndProgress()
    {
        lock (_gate) ClearProgress();
    }

    private static int Width()
    {
        try
        {
            return System.Console.WindowWidth is > 0 and var width ? width : int.MaxValue;
        }
        catch (IOException)
        {
            return int.MaxValue;
        }
    }

    private void ClearProgress()
    {
        if (isTerminal && _width > 0) Write(Environment.NewLine);
        _width = 0;
    }

    private void Write(string text)
    {
        try
        {
            writer.Write(text);
            writer.Flush();
        }
        catch (IOException)
        {
            // The reader of the pipe is gone.
        }
    }
}
