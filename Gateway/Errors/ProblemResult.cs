namespace Sync.Gateway.Errors;

/// <summary>An error as the answer of an endpoint.</summary>
internal sealed class ProblemResult(ErrorCode error, Refusal refusal) : IResult
{
    public ErrorCode Error => error;

    public Refusal Refusal => refusal;

    public Task ExecuteAsync(HttpContext httpContext) => Problems.WriteAsync(httpContext, error, refusal);
}
