namespace Sync.Gateway.Errors;

/// <summary>Turns every exception into problem details. A response that has begun cannot be mended: it is cut, so that nobody takes it for whole.</summary>
internal sealed partial class FailureMiddleware(RequestDelegate next, ILogger<FailureMiddleware> log)
{
    public async Task InvokeAsync(HttpContext http)
    {
        Protect(http.Response);
        try
        {
            await next(http);
        }
        catch (Exception e) when (http.RequestAborted.IsCancellationRequested)
        {
            // The caller has gone: there is nobody to answer.
            LogGone(log, e, http.Request.Method, http.Request.Path);
        }
        catch (Exception failure)
        {
            var (error, message) = Failures.Describe(failure);
            Report(failure, error, http);
            if (http.Response.HasStarted)
            {
                http.Abort();
                return;
            }

            http.Response.Clear();
            Protect(http.Response);
            await Problems.WriteAsync(http, error, message);
        }
    }

    /// <summary>Answers are what their type says, and no page of ours stands inside another.</summary>
    private static void Protect(HttpResponse response)
    {
        response.Headers.XContentTypeOptions = "nosniff";
        response.Headers.XFrameOptions = "DENY";
    }

    private void Report(Exception failure, ErrorCode error, HttpContext http)
    {
        if (error.Status >= 500) LogFailed(log, failure, http.Request.Method, http.Request.Path, error.Code);
        else LogRefused(log, http.Request.Method, http.Request.Path, error.Code);
    }
}
