using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using System.Threading.Channels;

namespace Sync.Factory.Books;

/// <summary>An append-only file of JSON lines. What <see cref="Append"/> has awaited is on the disk: lines of callers that wait at the same time
/// share one flush. Thread-safe.</summary>
/// <typeparam name="TLine">The union of its lines.</typeparam>
internal sealed class Book<TLine> : IAsyncDisposable
    where TLine : class
{
    private static readonly JsonWriterOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private readonly Channel<Entry> _queue = Channel.CreateUnbounded<Entry>(new UnboundedChannelOptions { SingleReader = true });
    private readonly FileStream _file;
    private readonly JsonTypeInfo<TLine> _json;
    private readonly Task _writing;

    public Book(string path, JsonTypeInfo<TLine> json)
    {
        _json = json;
        _file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read, bufferSize: 0);
        EndTornLine(_file);
        _writing = Task.Run(Write);
    }

    /// <summary>Appends lines, in order and next to each other, and waits until they are on the disk.</summary>
    public Task Append(params IReadOnlyCollection<TLine> lines)
    {
        if (lines.Count == 0) return Task.CompletedTask;
        var buffer = new ArrayBufferWriter<byte>(256 * lines.Count);
        using (var json = new Utf8JsonWriter(buffer, Relaxed))
        {
            foreach (var line in lines)
            {
                json.Reset();
                JsonSerializer.Serialize(json, line, _json);
                json.Flush();
                buffer.Write("\n"u8);
            }
        }

        var entry = new Entry(buffer.WrittenMemory, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        return _queue.Writer.TryWrite(entry) ? entry.Done.Task : Task.FromException(new ObjectDisposedException(_file.Name));
    }

    /// <summary>Writes what is queued and closes the file.</summary>
    public async ValueTask DisposeAsync()
    {
        _queue.Writer.TryComplete();
        await _writing;
        await _file.DisposeAsync();
    }

    // A process that was killed while it wrote leaves half a line. It was never acted upon; the next line must not be glued to it.
    private static void EndTornLine(FileStream file)
    {
        if (file.Length == 0) return;
        file.Seek(-1, SeekOrigin.End);
        if (file.ReadByte() == '\n') return;
        file.WriteByte((byte)'\n');
    }

    private async Task Write()
    {
        var batch = new List<Entry>();
        while (await _queue.Reader.WaitToReadAsync())
        {
            batch.Clear();
            while (_queue.Reader.TryRead(out var entry)) batch.Add(entry);
            try
            {
                WriteBatch(batch);
                foreach (var entry in batch) entry.Done.SetResult();
            }
            catch (Exception e)
            {
                // A witness that cannot write must not go on as if it could.
                foreach (var entry in batch) entry.Done.SetException(e);
                _queue.Writer.TryComplete(e);
                while (_queue.Reader.TryRead(out var late)) late.Done.SetException(e);
                return;
            }
        }
    }

    private void WriteBatch(List<Entry> batch)
    {
        if (batch.Count == 1)
        {
            _file.Write(batch[0].Bytes.Span);
        }
        else
        {
            var all = new ArrayBufferWriter<byte>(batch.Sum(e => e.Bytes.Length));
            foreach (var entry in batch) all.Write(entry.Bytes.Span);
            _file.Write(all.WrittenSpan);
        }

        _file.Flush(flushToDisk: true);
    }

    private readonly record struct Entry(ReadOnlyMemory<byte> Bytes, TaskCompletionSource Done);
}
