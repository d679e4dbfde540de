using Sync.Gateway.Errors;
using Sync.Pages.Access;

namespace Sync.Pages.Frame;

/// <summary>A page that reads what it shows again and again, and says as a sentence when it cannot. What it showed last stays.</summary>
public abstract partial class LivePage : ComponentBase, IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private Task _looking = Task.CompletedTask;
    private bool _started;

    [Inject]
    internal Visitor Visitor { get; set; } = null!;

    [Inject]
    internal NavigationManager Navigation { get; set; } = null!;

    [Inject]
    internal IGrainFactory Grains { get; set; } = null!;

    [Inject]
    internal TimeProvider Clock { get; set; } = null!;

    [Inject]
    internal ILoggerFactory Loggers { get; set; } = null!;

    /// <summary>What is wrong now; null when nothing is.</summary>
    protected Refusal? Trouble { get; private set; }

    /// <summary>True once the page has read what it shows.</summary>
    protected bool Loaded { get; set; }

    /// <summary>True when the browser is connected: buttons work.</summary>
    protected bool Live => RendererInfo.IsInteractive;

    /// <summary>The instant of the newest reading.</summary>
    protected DateTimeOffset Now { get; private set; }

    /// <summary>Between two readings.</summary>
    protected virtual TimeSpan Every => TimeSpan.FromSeconds(1);

    /// <summary>What the key must allow.</summary>
    protected virtual string Needs => Scopes.StockRead;

    /// <summary>The plant that the page is about, if one.</summary>
    protected virtual string? AboutPlant => null;

    internal Caller Caller { get; private set; } = Caller.Nobody;

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _looking;
        await EndAsync();
        _stop.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <inheritdoc/>
    protected override async Task OnParametersSetAsync()
    {
        await ReadAsync();
        if (_started || !Live) return;
        _started = true;
        _looking = LookAsync();
    }

    /// <summary>Reads what the page shows.</summary>
    /// <returns>Null, or why there is nothing to show.</returns>
    protected abstract Task<Refusal?> LoadAsync();

    /// <summary>True when the page must be drawn after this reading.</summary>
    protected virtual bool IsChanged() => true;

    /// <summary>Gives back what the page holds.</summary>
    protected virtual ValueTask EndAsync() => ValueTask.CompletedTask;

    /// <summary>Reads now, and says what is wrong.</summary>
    protected async Task ReadAsync()
    {
        try
        {
            Now = Clock.GetUtcNow();
            Caller = await Visitor.CallerAsync();
            if (Caller == Caller.Nobody)
            {
                Navigation.NavigateTo($"{PageCookie.SignInPath}?back={Uri.EscapeDataString(new Uri(Navigation.Uri).PathAndQuery)}", forceLoad: true);
                return;
            }

            Trouble = Refusal() ?? await LoadAsync();
            Loaded = Trouble is null || Loaded;
        }
        catch (Exception e) when (e is not (NavigationException or OperationCanceledException))
        {
            var (error, message) = Failures.Describe(e);
            Trouble = error.With(message);
            LogFailed(Loggers.CreateLogger<LivePage>(), e, GetType().Name, error.Code);
        }
    }

    private Refusal? Refusal()
    {
        if (!Caller.Has(Needs)) return ErrorCodes.Forbidden.With($"the key '{Caller.Name}' lacks {Needs}");
        return AboutPlant is { } plant && !Caller.MayPlant(plant) ? ErrorCodes.Forbidden.With($"the key '{Caller.Name}' is not for plant {plant}") : null;
    }

    private async Task LookAsync()
    {
        using var timer = new PeriodicTimer(Every, Clock);
        try
        {
            while (await timer.WaitForNextTickAsync(_stop.Token)) await InvokeAsync(LookOnceAsync);
        }
        catch (OperationCanceledException)
        {
            // The page was left.
        }
    }

    private async Task LookOnceAsync()
    {
        var before = Trouble;
        await ReadAsync();
        if (Trouble != before || IsChanged()) StateHasChanged();
    }

    [LoggerMessage(4601, LogLevel.Warning, "The page {Page} could not be read: {Code}")]
    private static partial void LogFailed(ILogger log, Exception failure, string page, string code);
}
