using Sync.Factory.Running;

namespace Sync.Factory.Tests.Running;

public sealed class OutputTests
{
    private readonly StringWriter _text = new() { NewLine = "\n" };

    [Fact]
    public void On_a_terminal_progress_is_rewritten_in_place_and_never_wraps()
    {
        var output = new Output(_text, isTerminal: true, () => 10);

        output.Progress("12345678901234");
        output.Progress("abc");

        Assert.Equal("\r123456789\rabc      ", _text.ToString());
    }

    [Fact]
    public void Elsewhere_progress_is_a_line()
    {
        var output = new Output(_text, isTerminal: false, () => 10);

        output.Progress("12345678901234");

        Assert.Equal("12345678901234" + Environment.NewLine, _text.ToString());
    }

    [Fact]
    public void A_reader_that_went_away_does_not_stop_the_witness()
    {
        using var broken = new BrokenWriter();

        new Output(broken, isTerminal: false, () => 10).Line("x");

        Assert.True(broken.WasAsked);
    }

    private sealed class BrokenWriter : StringWriter
    {
        public bool WasAsked { get; private set; }

        public override void Write(string? value)
        {
            WasAsked = true;
            throw new IOException("broken pipe");
        }
    }
}
