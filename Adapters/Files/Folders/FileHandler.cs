using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Sync.Adapters;

/// <summary>One file from its taking to its report. Thread-safe.</summary>
internal sealed partial class FileHandler(
    FileImport import, FilesInstruments instruments, IOptions<FilesOptions> options, TimeProvider clock, ILogger<FileHandler> logger)
{
    /// <summary>Reads a file that lies in <c>work/</c> and finishes it. False when it stays there and must be read again later.</summary>
    public async Task<bool> HandleAsync(DropFolder folder, string path, CancellationToken cancellation)
    {
        var (adapter, started, name) = (folder.Options.Name, clock.GetTimestamp(), FileProblem.Shorten(Path.GetFileName(path))!);
        using var activity = FilesInstruments.StartFile(adapter, name);
        string outcome;
        try
        {
            outcome = await Read(folder, path, RowTrace.Of(activity), cancellation);
        }
        catch (Exception e) when (e is FileNotNowException or IOException or UnauthorizedAccessException)
        {
            LogPostponed(adapter, name, options.Value.RetryPause, e.Message);
            activity?.SetStatus(System.Diagnostics.ActivityStatusCode.Error, e.Message);
            outcome = "postponed";
        }

        activity?.SetTag("orleanssync.outcome", outcome);
        instruments.OnFile(adapter, outcome, clock.GetElapsedTime(started));
        return outcome != "postponed";
    }

    private async Task<string> Read(DropFolder folder, string path, RowTrace trace, CancellationToken cancellation)
    {
        var started = clock.GetUtcNow();
        var rejected = Path.Combine(folder.Work, $".{Path.GetFileName(path)}.rejected");
        FileProblem? problem = FileAdmission.Objection(path, options.Value.MaxBytes);
        CheckedFile? file = null;
        try
        {
            if (problem is null) file = FileCheck.Run(path, folder.Options, cancellation);
        }
        catch (FileProblemException e)
        {
            problem = e.Problem;
        }

        using var tally = new FileTally(rejected, file?.Plan.PartHeader, options.Value.ReportRows);
        if (file is not null) await import.RunAsync(folder.Options.Name, file, trace, tally, cancellation);
        tally.Dispose();
        var outcome = problem is null && !tally.HasRejected ? "done" : "failed";
        var summary = FileSummary.Of(problem, tally);
        var length = file?.Length ?? FileAdmission.LengthOf(path);
        var ended = clock.GetUtcNow();
        var finished = folder.Finish(path, outcome, tally.HasRejected ? rejected : null, rejectedName => new FileReport(
            Path.GetFileName(path), outcome, summary, "/adapters/file/" + folder.Options.Name, length, started, ended, trace.TraceId,
            tally.Rows, tally.Verdicts, tally.Flags, problem, tally.Problems, tally.Held, rejectedName, SnapshotReport.Of(file?.Snapshot, tally)).ToJson());
        Log(outcome == "done" ? LogLevel.Information : LogLevel.Warning, folder.Options.Name, Path.GetFileName(finished), outcome, summary);
        return outcome;
    }
}
