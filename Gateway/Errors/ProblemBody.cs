namespace Sync.Gateway.Errors;

/// <summary>RFC 9457 problem details, with the code and the cure of the one list of errors.</summary>
internal sealed record ProblemBody(
    string Type, string Title, int Status, string Detail, string Instance, string Code, string Cure, string TraceId);
