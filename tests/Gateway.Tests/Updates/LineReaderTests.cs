using System.Text;
using Sync.Gateway.Updates;

namespace Sync.Gateway.Tests.Updates;

public sealed class LineReaderTests
{
    [Fact]
    public void Lines_are_the_same_however_the_body_is_cut()
    {
        var body = Encoding.UTF8.GetBytes("\uFEFFone\r\n\r\n two \n\nthree\tthree\nfour");
        var whole = Read(body, body.Length);
        Assert.Equal(["1:one", "3:two", "5:three\tthree", "6:four"], whole);
        for (var size = 1; size < body.Length; size++) Assert.Equal(whole, Read(body, size));
    }

    private static List<string> Read(byte[] body, int size)
    {
        var lines = new List<string>();
        var reader = new LineReader((line, bytes) => lines.Add($"{line}:{Encoding.UTF8.GetString(bytes)}"));
        foreach (var part in body.Chunk(size)) reader.Take(part);
        reader.Complete();
        return lines;
    }
}
