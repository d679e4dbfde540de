using System.Text.Json;
using Sync.Factory.Books;

namespace Sync.Factory.Tests.Books;

public sealed class BooksFolderTests : IDisposable
{
    private readonly DirectoryInfo _path = Directory.CreateTempSubdirectory("factory-folder-");
    private readonly BooksFolder _folder;

    public BooksFolderTests() => _folder = new BooksFolder(_path.FullName);

    [Fact]
    public void Secret_and_port_stay_the_same_over_runs()
    {
        _folder.Port = 4711;

        var again = new BooksFolder(_path.FullName);

        Assert.Equal(_folder.Secret(), again.Secret());
        Assert.Equal(4711, again.Port);
        Assert.StartsWith("whsec_", again.Secret());
    }

    [Fact]
    public void The_secret_is_for_its_owner_only()
    {
        _folder.Secret();

        Assert.SkipWhen(OperatingSystem.IsWindows(), "files have no mode there");
        if (OperatingSystem.IsWindows()) return;
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(_path.FullName, "webhook.secret")));
    }

    [Fact]
    public async Task A_second_factory_asks_for_the_books_and_gets_them_when_the_first_lets_go()
    {
        var first = await BooksLock.Take(_folder, TimeSpan.Zero, CancellationToken.None);
        var second = BooksLock.Take(_folder, TimeSpan.FromSeconds(30), CancellationToken.None);

        await first.Asked(CancellationToken.None);
        Assert.False(second.IsCompleted);
        first.Dispose();

        using var taken = await second;
        Assert.False(File.Exists(_folder.Handover));
    }

    [Fact]
    public async Task Without_patience_the_second_factory_is_refused()
    {
        using var first = await BooksLock.Take(_folder, TimeSpan.Zero, CancellationToken.None);

        await Assert.ThrowsAsync<IOException>(() => BooksLock.Take(_folder, TimeSpan.Zero, CancellationToken.None));
    }

    [Fact]
    public async Task A_new_run_finds_what_earlier_runs_left_without_a_verdict()
    {
        await using (var books = new BookSet(_folder))
        {
            await books.Runs.Append(new RunLine.Started(1, default, 7, 500, null, ""), new RunLine.Started(2, default, 8, 500, null, ""));
            await books.Sent.Append(Sent("answered"), Sent("never"), Sent("later"));
            await books.Receipts.Append(Receipt("answered", "Applied"), Receipt("later", "RetryLater"));
            await books.Deliveries.Append(new DeliveryLine.Delivery(1, default, "stock/P/L/I@1", JsonElement.Parse("{}")), new DeliveryLine.Redelivery(1, default, "x"));
        }

        var found = Unfinished.Read(_folder);

        Assert.Equal(2, found.LastRun);
        Assert.Equal(8, found.Seeds[2]);
        Assert.Equal(["never", "later"], found.Unanswered.Select(u => u.Ref.Id));
        Assert.Equal(["answered"], found.Answered.Select(u => u.Ref.Id));
        Assert.Equal(["stock/P/L/I@1"], found.DeliveredIds);
        Assert.Equal("""{"id":"never"}"""u8.ToArray(), found.Unanswered[0].Event);
    }

    [Fact]
    public async Task A_receipt_torn_by_a_kill_leaves_its_update_to_be_sent_again()
    {
        await using (var books = new BookSet(_folder))
        {
            await books.Sent.Append(Sent("A"));
            await books.Receipts.Append(Receipt("A", "Applied"));
        }

        await using (var file = File.OpenWrite(_folder.Receipts)) file.SetLength(file.Length - 2);

        Assert.Equal(["A"], Unfinished.Read(_folder).Unanswered.Select(u => u.Ref.Id));
    }

    [Fact]
    public void An_empty_folder_is_the_first_run() => Assert.Equal(0, Unfinished.Read(_folder).LastRun);

    public void Dispose() => _path.Delete(recursive: true);

    private static SentLine Sent(string id) =>
        new SentLine.Update(1, 1, default, "/factory/erp", id, "P/L/I", default, Meaning.Nothing, JsonElement.Parse($$"""{"id":"{{id}}"}"""));

    private static ReceiptLine Receipt(string id, string verdict) => new ReceiptLine.Receipt(1, 1, default, "/factory/erp", id, verdict, 1);
}
